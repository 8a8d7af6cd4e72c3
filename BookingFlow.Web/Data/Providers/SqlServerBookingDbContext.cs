using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data.Providers;

/// <summary>SQL Server and Azure SQL: row locks do what the write queue does for SQLite.</summary>
public sealed class SqlServerBookingDbContext(DbContextOptions<SqlServerBookingDbContext> options) : BookingDbContext(options)
{
    public override DatabaseDialect Dialect => DatabaseDialect.SqlServer;

    public override bool LocksRows => true;

    public override string? QueuedFile => null;

    public override (string Heading, MigrationsSqlGenerationOptions Options) MigrationScript => (
        "-- For SQL Server, and a database of any earlier version from 0.1 on: what is there already is left as it is.\n",
        MigrationsSqlGenerationOptions.Idempotent);

    public override Task<bool> AnswersAsync(CancellationToken cancellationToken) => Database.CanConnectAsync(cancellationToken);

    public override Task ConfigureDatabaseAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Never: the lock ends with its connection.</summary>
    public override Task<bool> HasAbandonedMigrationLockAsync(CancellationToken cancellationToken) => Task.FromResult(false);
}
