using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data.Providers;

/// <summary>The context for SQL Server and Azure SQL. Row locks take the place of SQLite's write queue.</summary>
public sealed class SqlServerBookingDbContext(DbContextOptions<SqlServerBookingDbContext> options) : BookingDbContext(options)
{
    public override DatabaseDialect Dialect => DatabaseDialect.SqlServer;

    public override bool LocksRows => true;

    public override string? QueuedFile => null;

    public override (string Heading, MigrationsSqlGenerationOptions Options) MigrationScript => (
        "-- For SQL Server, and a database of any earlier version from 0.1 on: what is there already is left as it is.\n",
        MigrationsSqlGenerationOptions.Idempotent);

    public override Task<bool> IsReachableAsync(CancellationToken cancellationToken) => Database.CanConnectAsync(cancellationToken);

    /// <summary>Returns nothing: DBCC CHECKDB needs rights that the program does not have.</summary>
    public override Task<List<string>> FindDamageAsync(CancellationToken cancellationToken) => Task.FromResult(new List<string>());

    public override Task ConfigureDatabaseAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Returns false: SQL Server's migration lock ends with its connection.</summary>
    public override Task<bool> HasAbandonedMigrationLockAsync(CancellationToken cancellationToken) => Task.FromResult(false);
}
