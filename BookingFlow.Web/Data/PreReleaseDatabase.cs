using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data;

/// <summary>Detects a database that was created before version 0.1, and replaces its migration history by that of this version.</summary>
/// <remarks>
/// Before 0.1 there were eight migrations for each provider, which were merged into <c>Initial</c>. The schema after the eighth is the schema that
/// <c>Initial</c> creates, so only the history differs (docs/decisions/0036).
/// </remarks>
public static class PreReleaseDatabase
{
    private static readonly string NotFullyMigrated =
        "The database was made before version 0.1 and has not had all of the migrations of that time. Start the last program before 0.1 on it "
        + $"once (docs/operating/upgrade.md names it), then run '{ProgramCommand.Text} database adopt' with this one.";

    private enum History
    {
        /// <summary>No migration was applied, or the database does not exist.</summary>
        None,

        /// <summary>Contains the first migration of this version.</summary>
        Current,

        /// <summary>Ends with the last migration from before 0.1.</summary>
        PreRelease,

        /// <summary>Begins with the first migration from before 0.1 and ends before the last one.</summary>
        OlderPreRelease,

        Unknown,
    }

    /// <summary>Prevents a migration from creating tables that exist already.</summary>
    /// <exception cref="MigrationHistoryException">The database was created before version 0.1.</exception>
    public static async Task ThrowIfPreReleaseAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        switch (await ReadHistoryAsync(db, cancellationToken))
        {
            case History.PreRelease:
                throw new MigrationHistoryException(
                    "The database was made before version 0.1: its tables are those of this version, its migration history is not. Make a backup, "
                    + $"run '{ProgramCommand.Text} database adopt' once, and start again.");
            case History.OlderPreRelease:
                throw new MigrationHistoryException(NotFullyMigrated);
            case History.None or History.Current or History.Unknown:
                break;
        }
    }

    /// <summary>Replaces the migration history of a database from before version 0.1, in one transaction. Changes nothing else.</summary>
    /// <returns>False if the history is already that of this version; then nothing is changed.</returns>
    /// <exception cref="MigrationHistoryException">The database is not at the last migration from before 0.1. Nothing was changed.</exception>
    public static async Task<bool> AdoptAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        // Checked before the transaction, because a transaction creates a SQLite file that does not exist.
        if (!NeedsAdoption(await ReadHistoryAsync(db, cancellationToken)))
        {
            return false;
        }

        using var writeLock = await SqliteWriteQueue.Of(db).EnterAsync(cancellationToken);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(
            async cancelled =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancelled);
                if (!NeedsAdoption(await ReadHistoryAsync(db, cancelled)))
                {
                    return false;
                }

                await db.Database.ExecuteSqlRawAsync(await ScriptAsync(db, cancelled), cancelled);
                await transaction.CommitAsync(CancellationToken.None);
                return true;
            },
            cancellationToken);
    }

    private static bool NeedsAdoption(History history) => history switch
    {
        History.PreRelease => true,
        History.Current => false,
        History.OlderPreRelease => throw new MigrationHistoryException(NotFullyMigrated),
        History.None => throw new MigrationHistoryException("The database has no migration history, so there is nothing to adopt."),
        History.Unknown => throw new MigrationHistoryException("The database was not made by BookingFlow before version 0.1. Nothing was changed."),
    };

    private static async Task<History> ReadHistoryAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        var (first, last) = db.Dialect switch
        {
            DatabaseDialect.Sqlite => ("20261122205346_Initial", "20261123135042_PendingSeats"),
            DatabaseDialect.SqlServer => ("20261122205348_Initial", "20261123135107_PendingSeats"),
        };
        string[] applied = [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
        return applied switch
        {
            [] => History.None,
            _ when applied.Contains(db.Database.GetMigrations().First(), StringComparer.Ordinal) => History.Current,
            [.., var newest] when newest == last => History.PreRelease,
            [var oldest, ..] when oldest == first => History.OlderPreRelease,
            _ => History.Unknown,
        };
    }

    private static async Task<string> ScriptAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        var history = db.GetService<IHistoryRepository>();
        var initial = new HistoryRow(db.Database.GetMigrations().First(), ProductInfo.GetVersion());
        var old = await history.GetAppliedMigrationsAsync(cancellationToken);
        return string.Concat(old.Select(row => history.GetDeleteScript(row.MigrationId)).Append(history.GetInsertScript(initial)));
    }
}
