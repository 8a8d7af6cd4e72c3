using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
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
        await db.ConfigureDatabaseAsync(cancellationToken);
    }

    /// <summary>Whether a migration of this version has not been applied yet; a database that does not exist is behind.</summary>
    /// <exception cref="MigrationHistoryException">The database was made before version 0.1.</exception>
    public async Task<bool> IsBehindAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await IsBehindAsync(db, cancellationToken);
    }

    /// <summary>
    /// The migrations as a script, for a database whose tables no program may change. For SQL Server it can be run
    /// on a database of any earlier version from 0.1 on, and twice; EF cannot write such a script for SQLite, so there it is for an
    /// empty file. Asks no database.
    /// </summary>
    public string Script()
    {
        using var db = contexts.CreateDbContext();
        var (heading, options) = db.MigrationScript;
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
        var isLocked = await db.HasAbandonedMigrationLockAsync(cancellationToken);
        using var turn = await SqliteWriteQueue.Of(db).EnterAsync(cancellationToken);
        return isLocked && await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken) > 0;
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
