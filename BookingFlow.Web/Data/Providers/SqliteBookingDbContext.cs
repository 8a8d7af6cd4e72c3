using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data.Providers;

/// <summary>The context for SQLite, the default database.</summary>
/// <remarks>
/// A save outside a transaction passes the file's <see cref="SqliteWriteQueue"/>. Inside a transaction, <see cref="WriteTransaction"/> holds it
/// already.
/// </remarks>
public sealed class SqliteBookingDbContext(DbContextOptions<SqliteBookingDbContext> options) : BookingDbContext(options)
{
    public override DatabaseDialect Dialect => DatabaseDialect.Sqlite;

    public override bool LocksRows => false;

    public override string? QueuedFile => Path.GetFullPath(new SqliteConnectionStringBuilder(Database.GetConnectionString()).DataSource);

    public override (string Heading, MigrationsSqlGenerationOptions Options) MigrationScript => (
        "-- For an empty SQLite file only, and only once: EF cannot write a script for SQLite that looks what is there already."
        + $"\n-- A file that is in use is brought to this version by '{ProgramCommand.Text} database migrate'.\n",
        MigrationsSqlGenerationOptions.Default);

    /// <summary>Queries over a new connection, because pooled connections keep a file open that was deleted or replaced.</summary>
    public override async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenUnpooledAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM \"Performances\" WHERE \"Id\" = 0";
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <remarks>
    /// More pages than the connection's cache holds, so that they are written to the disk before the transaction is rolled back. They take a few
    /// pages at the end of the write-ahead log, which the next write uses.
    /// </remarks>
    public override async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenUnpooledAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            PRAGMA cache_size = 8;
            BEGIN IMMEDIATE;
            INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('health-check', zeroblob(131072));
            ROLLBACK;
            """;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Turns on the write-ahead log, so that readers and the writer do not block each other.</summary>
    /// <remarks>The file stores the setting, but some ways of copying a file lose it, so it is set at every start.</remarks>
    public override Task ConfigureDatabaseAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);

    public override async Task<List<string>> FindDamageAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        var integrity = await ReadColumnAsync("PRAGMA integrity_check", cancellationToken);
        var orphans = await ReadColumnAsync("PRAGMA foreign_key_check", cancellationToken);
        await Database.CloseConnectionAsync();
        return
        [
            .. integrity.Where(line => line != "ok"),
            .. orphans.CountBy(table => table).Select(table => $"{table.Value} rows of {table.Key} refer to rows that do not exist"),
        ];
    }

    /// <remarks>
    /// VACUUM INTO instead of the driver's online backup: it writes no pages that were freed, so no remains of erased data, and a file without a
    /// write-ahead log. It reads one snapshot and does not block writers.
    /// </remarks>
    public override async Task WriteBackupAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = await OpenUnpooledAsync(cancellationToken, timeoutSeconds: 30);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.Parameters.AddWithValue("$file", file);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override string? GivenKeysStatement(IEntityType table, bool areAllowed) => null;

    public override async Task<bool> HasAbandonedMigrationLockAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        var tables = await ReadColumnAsync("SELECT name FROM sqlite_master WHERE name = '__EFMigrationsLock'", cancellationToken);
        await Database.CloseConnectionAsync();
        return tables.Count > 0;
    }

    /// <summary>Opens a connection that does not wait for the locks of other processes for long.</summary>
    private async Task<SqliteConnection> OpenUnpooledAsync(CancellationToken cancellationToken, int timeoutSeconds = 1)
    {
        var connectionString = new SqliteConnectionStringBuilder(Database.GetConnectionString())
        {
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = timeoutSeconds,
        };
        var connection = new SqliteConnection(connectionString.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var writeLock = Database.CurrentTransaction is null ? SqliteWriteQueue.Of(this).Enter() : null;
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var writeLock = Database.CurrentTransaction is null ? await SqliteWriteQueue.Of(this).EnterAsync(cancellationToken) : null;
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Reads the first column of a statement's result.</summary>
    private async Task<List<string>> ReadColumnAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Called with constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        List<string> values = [];
        while (await rows.ReadAsync(cancellationToken))
        {
            values.Add(rows.GetString(0));
        }

        return values;
    }
}
