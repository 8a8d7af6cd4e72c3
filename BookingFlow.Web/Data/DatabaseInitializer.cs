using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Upgrading;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data;

/// <summary>Migrates the database before the first request, and runs the maintenance commands of <c>database</c>.</summary>
/// <remarks>It holds the lock of a running node until it is disposed of, which is when the program ends.</remarks>
public sealed partial class DatabaseInitializer(
    IDbContextFactory<BookingDbContext> contexts, TimeProvider clock, ILogger<DatabaseInitializer> log) : IDisposable
{
    /// <summary>
    /// How long a migration of SQL Server may take, and how long a start waits for another process that migrates the same SQLite file.
    /// </summary>
    /// <remarks>Longer than any migration of a small venue's data.</remarks>
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(2);

    private DatabaseFileLock? _nodeLock;

    /// <summary>Prepares the database for a node, and takes the lock of a running node.</summary>
    /// <param name="mayMigrate">Whether pending migrations are applied.</param>
    /// <returns>False if migrations are pending and may not be applied; then nothing was changed, and no lock taken.</returns>
    /// <inheritdoc cref="MigrateAsync"/>
    public async Task<bool> StartNodeAsync(bool mayMigrate, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await DatabaseFileLock.WaitForTurnAsync(db.QueuedFile, MigrationTimeout, cancellationToken);
        if (mayMigrate)
        {
            await MigrateInTurnAsync(db, cancellationToken);
        }
        else if (await HasPendingMigrationsAsync(db, cancellationToken))
        {
            return false;
        }

        _nodeLock = DatabaseFileLock.Share(db.QueuedFile);
        return true;
    }

    /// <summary>
    /// Applies all pending migrations, on SQLite with a backup of before (<see cref="SqliteUpgrade"/>), and the settings of
    /// <see cref="BookingDbContext.ConfigureDatabaseAsync"/>.
    /// </summary>
    /// <exception cref="DatabaseBusyException">A node or a command uses the SQLite file, or the migration did not finish in time.</exception>
    /// <exception cref="MigrationHistoryException">The database was created before version 0.1, or by a newer version.</exception>
    /// <exception cref="UpgradeException">The migration failed. On SQLite nothing was changed.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await DatabaseFileLock.WaitForTurnAsync(db.QueuedFile, MigrationTimeout, cancellationToken);
        await MigrateInTurnAsync(db, cancellationToken);
    }

    /// <summary>As <see cref="MigrateAsync"/>, for a caller that has the <see cref="DatabaseFileLock"/> alone.</summary>
    /// <inheritdoc cref="MigrateAsync"/>
    public async Task MigrateAloneAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await HasPendingMigrationsAsync(db, cancellationToken))
        {
            await ApplyAsync(db, cancellationToken);
        }

        await db.ConfigureDatabaseAsync(cancellationToken);
    }

    /// <summary>Refuses a database whose tables are not those of this version, for commands that write to it.</summary>
    /// <exception cref="MigrationHistoryException">The message says what to do.</exception>
    public async Task ThrowIfOtherVersionAsync(CancellationToken cancellationToken)
    {
        if (await HasPendingMigrationsAsync(cancellationToken))
        {
            throw new MigrationHistoryException(
                $"The database is not at this version of the program yet: start the program once, or run '{ProgramCommand.Text} database migrate'.");
        }
    }

    /// <summary>Whether a migration of this version has not been applied; true for a database that does not exist.</summary>
    /// <exception cref="MigrationHistoryException">The database was created before version 0.1, or by a newer version.</exception>
    public async Task<bool> HasPendingMigrationsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await HasPendingMigrationsAsync(db, cancellationToken);
    }

    /// <summary>Generates all migrations as an SQL script, for databases whose schema the program may not change. Does not connect.</summary>
    /// <returns>
    /// For SQL Server, an idempotent script for a database of any version from 0.1 on. For SQLite, a script for an empty file, because EF
    /// cannot generate an idempotent one.
    /// </returns>
    public string Script()
    {
        using var db = contexts.CreateDbContext();
        var (heading, options) = db.MigrationScript;
        return heading + db.GetService<IMigrator>().GenerateScript(options: options);
    }

    /// <summary>Deletes the migration lock that a killed process left in a SQLite file.</summary>
    /// <remarks>
    /// For an operator who knows that no process is migrating the database. SQL Server does not need it: its lock ends with the connection.
    /// </remarks>
    /// <returns>Whether there was a lock.</returns>
    public async Task<bool> UnlockAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var isLocked = await db.HasAbandonedMigrationLockAsync(cancellationToken);
        using var writeLock = await SqliteWriteQueue.Of(db).EnterAsync(cancellationToken);
        return isLocked && await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken) > 0;
    }

    /// <inheritdoc cref="PreReleaseDatabase.AdoptAsync"/>
    public async Task<bool> AdoptAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await PreReleaseDatabase.AdoptAsync(db, cancellationToken);
    }

    private static async Task<bool> HasPendingMigrationsAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        if (await db.ReadSchemaVersionAsync(cancellationToken) == SchemaVersion.UnfinishedCopy)
        {
            throw new MigrationHistoryException(
                $"The database is an unfinished copy. Run '{ProgramCommand.Text} database copy' again with the same arguments to finish it.");
        }

        string[] applied = [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)], known = [.. db.Database.GetMigrations()];
        if (applied.SequenceEqual(known, StringComparer.Ordinal))
        {
            return false;
        }

        await PreReleaseDatabase.ThrowIfPreReleaseAsync(db, cancellationToken);
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new MigrationHistoryException(
                $"The database is of another version of BookingFlow: it has the migration {unknown}, which this program ({ProgramVersion.Text}) does "
                + $"not have. Start the newer version that made it, or go back to the state of before the upgrade: {RestoreCommand(db)} "
                + "(docs/operating/upgrade.md).");
        }

        return true;
    }

    private static string RestoreCommand(BookingDbContext db) => $"{ProgramCommand.Text} database restore {Backups(db)?.Newest() ?? "BACKUP"}";

    /// <returns>Null on SQL Server.</returns>
    private static UpgradeBackups? Backups(BookingDbContext db) => db.QueuedFile is { } file ? new UpgradeBackups(SqliteFile.RealPath(file)) : null;

    private async Task MigrateInTurnAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        bool isPending;
        using (DatabaseFileLock.Share(db.QueuedFile))
        {
            isPending = await HasPendingMigrationsAsync(db, cancellationToken);
        }

        // A migration needs the file alone: nodes of the version before would write to the file that is replaced.
        using var alone = isPending ? DatabaseFileLock.TakeAlone(db.QueuedFile) : DatabaseFileLock.Share(db.QueuedFile);
        // Read again, because a command may have restored the file before it was locked.
        if (isPending && await HasPendingMigrationsAsync(db, cancellationToken))
        {
            await ApplyAsync(db, cancellationToken);
        }

        await db.ConfigureDatabaseAsync(cancellationToken);
        DeleteOldBackups(db);
    }

    private void DeleteOldBackups(BookingDbContext db)
    {
        try
        {
            Backups(db)?.DeleteOld(clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception undeletable) when (undeletable is IOException or UnauthorizedAccessException)
        {
            LogNotDeleted(undeletable);
        }
    }

    private async Task ApplyAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        if (db.QueuedFile is not { } file)
        {
            await ApplyOnServerAsync(db, cancellationToken);
            LogMigrated(ProgramVersion.Text);
            return;
        }

        try
        {
            using var writeLock = await SqliteWriteQueue.Of(db).EnterAsync(cancellationToken);
            // Connections to the file as it is now; the one that read the history is among them.
            using var pooled = new SqliteConnection(db.Database.GetConnectionString());
            SqliteConnection.ClearPool(pooled);
            var backup = await new SqliteUpgrade(SqliteFile.RealPath(file), clock).MigrateAsync(cancellationToken);
            LogMigrated(ProgramVersion.Text);
            if (backup is not null)
            {
                LogBackup(backup);
            }
        }
        catch (UpgradeException failed) when (failed.InnerException is not null)
        {
            LogFailed(failed.InnerException);
            throw;
        }
    }

    private static async Task ApplyOnServerAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(MigrationTimeout);
        try
        {
            await db.Database.MigrateAsync(timeout.Token);
        }
        catch (OperationCanceledException timedOut) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseBusyException(
                $"The database could not be migrated within {MigrationTimeout.TotalMinutes} minutes: another process is migrating it, or holds locks. Start again.",
                timedOut);
        }
    }

    public void Dispose() => _nodeLock?.Dispose();

    [LoggerMessage(LogLevel.Information, "The database was migrated to version {Version} of the program")]
    private partial void LogMigrated(string version);

    [LoggerMessage(LogLevel.Information, "The database of before the migration is {Backup}")]
    private partial void LogBackup(string backup);

    [LoggerMessage(LogLevel.Warning, "Old backups of before migrations could not be deleted")]
    private partial void LogNotDeleted(Exception exception);

    [LoggerMessage(LogLevel.Error, "The migration of the database failed")]
    private partial void LogFailed(Exception exception);
}
