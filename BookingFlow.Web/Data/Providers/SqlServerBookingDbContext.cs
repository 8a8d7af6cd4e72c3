using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace BookingFlow.Web.Data.Providers;

/// <summary>The context for SQL Server and Azure SQL. Row locks take the place of SQLite's write queue.</summary>
public sealed class SqlServerBookingDbContext(DbContextOptions<SqlServerBookingDbContext> options) : BookingDbContext(options)
{
    private static readonly TimeSpan BackupTimeout = TimeSpan.FromHours(6);

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

    /// <remarks>
    /// The server writes the file, so its account needs the right to, and the login that of <c>db_backupoperator</c>; the second statement needs
    /// CREATE DATABASE. COPY_ONLY leaves the server's own sequence of backups as it is. Azure SQL has neither statement.
    /// </remarks>
    public override async Task WriteBackupAsync(string file, CancellationToken cancellationToken)
    {
        var database = Database.GetDbConnection().Database;
        Database.SetCommandTimeout(BackupTimeout);
        await Database.ExecuteSqlAsync($"BACKUP DATABASE {database} TO DISK = {file} WITH COPY_ONLY, CHECKSUM, INIT", cancellationToken);
        await Database.ExecuteSqlAsync($"RESTORE VERIFYONLY FROM DISK = {file} WITH CHECKSUM", cancellationToken);
    }

    public override string? GivenKeysStatement(IEntityType table, bool areAllowed)
    {
        var name = table.GetTableName()!;
        var store = StoreObjectIdentifier.Table(name);
        return table.FindPrimaryKey()!.Properties.Any(key =>
            SqlServerPropertyExtensions.GetValueGenerationStrategy(key, store) == SqlServerValueGenerationStrategy.IdentityColumn)
            ? $"SET IDENTITY_INSERT {this.GetService<ISqlGenerationHelper>().DelimitIdentifier(name)} {(areAllowed ? "ON" : "OFF")}"
            : null;
    }

    public override Task ConfigureDatabaseAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Returns false: SQL Server's migration lock ends with its connection.</summary>
    public override Task<bool> HasAbandonedMigrationLockAsync(CancellationToken cancellationToken) => Task.FromResult(false);
}
