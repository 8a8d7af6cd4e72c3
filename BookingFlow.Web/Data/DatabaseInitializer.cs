using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data;

/// <summary>Brings the database to the program's version before the first request.</summary>
public sealed partial class DatabaseInitializer(IDbContextFactory<BookingDbContext> contexts, ILogger<DatabaseInitializer> log)
{
    /// <summary>
    /// Longer than any migration of a small house. On SQLite, EF's migration lock is a row: a process that was killed
    /// in the middle leaves it behind, and without an end every later start would wait for ever.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="MigrationHistoryException">The database was made before version 0.1.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await MigrateAsync(db, cancellationToken);
        if (db.Dialect == DatabaseDialect.Sqlite)
        {
            // Kept in the file, but lost by some ways of copying it: readers and the writer must not wait for each other.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        }
    }

    /// <summary>Whether a migration of this version has not been applied yet; a database that does not exist is behind.</summary>
    /// <exception cref="MigrationHistoryException">The database was made before version 0.1.</exception>
    public async Task<bool> IsBehindAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await IsBehindAsync(db, cancellationToken);
    }

    /// <summary>
    /// Whether the database is there and answers. On SQLite it is asked over a connection of its own, which never
    /// creates the file: the ones in the pool go on holding a file that was deleted or replaced.
    /// </summary>
    public static async Task<bool> AnswersAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        if (db.Dialect == DatabaseDialect.SqlServer)
        {
            return await db.Database.CanConnectAsync(cancellationToken);
        }

        var fresh = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        await using var connection = new SqliteConnection(fresh.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM \"Performances\" WHERE \"Id\" = 0";
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>
    /// The migrations as a script, for a database whose tables no program may change. For SQL Server it can be run
    /// on a database of any earlier version from 0.1 on, and twice; EF cannot write such a script for SQLite, so there it is for an
    /// empty file. Asks no database.
    /// </summary>
    public string Script()
    {
        using var db = contexts.CreateDbContext();
        var (heading, options) = db.Dialect switch
        {
            DatabaseDialect.Sqlite => (
                "-- For an empty SQLite file only, and only once: EF cannot write a script for SQLite that looks what is there already."
                + "\n-- A file that is in use is brought to this version by 'dotnet BookingFlow.Web.dll database migrate'.\n",
                MigrationsSqlGenerationOptions.Default),
            DatabaseDialect.SqlServer => (
                "-- For SQL Server, and a database of any earlier version from 0.1 on: what is there already is left as it is.\n",
                MigrationsSqlGenerationOptions.Idempotent),
        };
        return heading + db.GetService<IMigrator>().GenerateScript(options: options);
    }

    /// <summary>
    /// Takes away the migration lock that a killed process left behind in a SQLite file. For a person who knows that
    /// nobody is migrating; SQL Server's lock ends with its connection and needs no such thing.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> UnlockAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var tables = db.Dialect == DatabaseDialect.Sqlite
            ? await db.Database.SqlQuery<int>(
                $"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").ToListAsync(cancellationToken)
            : [0];
        using var turn = await SqliteWriteQueue.Of(db).EnterAsync(cancellationToken);
        return tables[0] > 0 && await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken) > 0;
    }

    /// <inheritdoc cref="PreReleaseDatabase.AdoptAsync"/>
    public async Task<bool> AdoptAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await PreReleaseDatabase.AdoptAsync(db, cancellationToken);
    }

    private static async Task<bool> IsBehindAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            return false;
        }

        await PreReleaseDatabase.RefuseAsync(db, cancellationToken);
        return true;
    }

    private async Task MigrateAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        if (!await IsBehindAsync(db, cancellationToken))
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var turn = await SqliteWriteQueue.Of(db).EnterAsync(patience.Token);
            await db.Database.MigrateAsync(patience.Token);
            LogMigrated();
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseBusyException(
                "The database could not be migrated in time: another process is migrating it, or one was killed while it did. "
                + "When you are sure that none is, run 'dotnet BookingFlow.Web.dll database unlock' and start again.", late);
        }
    }

    [LoggerMessage(LogLevel.Information, "The database was migrated to this version of the program")]
    private partial void LogMigrated();
}
