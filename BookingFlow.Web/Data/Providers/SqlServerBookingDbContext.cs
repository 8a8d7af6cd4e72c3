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

    /// <remarks>Into a table without a counter, so that no number is missing later, and which requests do not read.</remarks>
    public override async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        // An interrupted attempt is rolled back with its connection, so it can be repeated by the execution strategy.
        await Database.CreateExecutionStrategy().ExecuteAsync(
            async cancelled =>
            {
                await using var transaction = await Database.BeginTransactionAsync(cancelled);
                await Database.ExecuteSqlRawAsync(
                    "INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion]) VALUES (N'health-check', N'0')", cancelled);
                await transaction.RollbackAsync(cancelled);
            },
            cancellationToken);
    }

    /// <summary>Returns nothing: DBCC CHECKDB needs rights that the program does not have.</summary>
    public override Task<List<string>> FindDamageAsync(CancellationToken cancellationToken) => Task.FromResult(new List<string>());

    public override Task ConfigureDatabaseAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Returns false: SQL Server's migration lock ends with its connection.</summary>
    public override Task<bool> HasAbandonedMigrationLockAsync(CancellationToken cancellationToken) => Task.FromResult(false);
}
