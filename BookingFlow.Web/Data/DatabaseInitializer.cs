using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data;

/// <summary>Migrates the database before the first request, and runs the maintenance commands of <c>database</c>.</summary>
public sealed partial class DatabaseInitializer(IDbContextFactory<BookingDbContext> contexts, ILogger<DatabaseInitializer> log)
{
    /// <summary>How long a migration may take, its wait for EF's migration lock included.</summary>
    /// <remarks>
    /// Longer than any migration of a small venue's data. On SQLite, EF's migration lock is a row: a process that is killed during a migration
    /// leaves it behind, and without a timeout every later start would wait forever.
    /// </remarks>
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Applies all pending migrations and the settings of <see cref="BookingDbContext.ConfigureDatabaseAsync"/>.</summary>
    /// <exception cref="DatabaseBusyException">The migration did not finish within <see cref="MigrationTimeout"/>.</exception>
    /// <exception cref="MigrationHistoryException">The database was created before version 0.1, or by a newer version.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await MigrateAsync(db, cancellationToken);
        await db.ConfigureDatabaseAsync(cancellationToken);
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
                "The database is an unfinished copy. Run 'dotnet BookingFlow.Web.dll database copy' again with the same arguments to finish it.");
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
                $"The database is of another version of BookingFlow: it has the migration {unknown}, which this program does not have. Start the newer "
                + "version that made it, or restore the backup from before the upgrade (docs/operating/upgrade.md).");
        }

        return true;
    }

    private async Task MigrateAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        if (!await HasPendingMigrationsAsync(db, cancellationToken))
        {
            return;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(MigrationTimeout);
        try
        {
            using var writeLock = await SqliteWriteQueue.Of(db).EnterAsync(timeout.Token);
            await db.Database.MigrateAsync(timeout.Token);
            LogMigrated();
        }
        catch (OperationCanceledException timedOut) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseBusyException(
                "The database could not be migrated in time: another process is migrating it, or one was killed while it did. "
                + "When you are sure that none is, run 'dotnet BookingFlow.Web.dll database unlock' and start again.", timedOut);
        }
    }

    [LoggerMessage(LogLevel.Information, "The database was migrated to this version of the program")]
    private partial void LogMigrated();
}
