using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data;

/// <summary>
/// Recognises a database that was made before version 0.1, and replaces its migration history by that of this version. Until then
/// each database had eight migrations, which became one; the last of them left the tables that <c>Initial</c> creates (decision 0036).
/// </summary>
public static class PreReleaseDatabase
{
    private const string OlderThanTheLast =
        "The database was made before version 0.1 and has not had all of the migrations of that time. Start the last program before 0.1 on it "
        + "once (docs/operating.md names it), then run 'dotnet BookingFlow.Web.dll database adopt' with this one.";

    private enum History
    {
        /// <summary>No migration was applied, or there is no database.</summary>
        None,

        /// <summary>It begins with the first migration of this program.</summary>
        OfThisProgram,

        /// <summary>It ends with the last migration before 0.1.</summary>
        PreRelease,

        /// <summary>It begins with the first migration before 0.1 and ends before the last.</summary>
        OlderPreRelease,

        Unknown,
    }

    /// <summary>Stops a migration that would create tables which are there already.</summary>
    /// <exception cref="MigrationHistoryException">The database was made before version 0.1.</exception>
    public static async Task RefuseAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        switch (await ReadHistoryAsync(db, cancellationToken))
        {
            case History.PreRelease:
                throw new MigrationHistoryException(
                    "The database was made before version 0.1: its tables are those of this version, its migration history is not. Make a backup, "
                    + "run 'dotnet BookingFlow.Web.dll database adopt' once, and start again.");
            case History.OlderPreRelease:
                throw new MigrationHistoryException(OlderThanTheLast);
            case History.None or History.OfThisProgram or History.Unknown:
                break;
        }
    }

    /// <summary>Replaces the migration history of a database that was made before version 0.1, in one transaction. Changes nothing else.</summary>
    /// <returns>False when the history is that of this program already; then nothing is changed.</returns>
    /// <exception cref="MigrationHistoryException">The database is not at the last migration before 0.1; nothing was changed.</exception>
    public static async Task<bool> AdoptAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        // Before the transaction, because that would create a SQLite file that does not exist.
        if (!NeedsAdoption(await ReadHistoryAsync(db, cancellationToken)))
        {
            return false;
        }

        using var turn = await SqliteWriteQueue.Of(db).EnterAsync(cancellationToken);
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
        History.OfThisProgram => false,
        History.OlderPreRelease => throw new MigrationHistoryException(OlderThanTheLast),
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
            _ when applied.Contains(db.Database.GetMigrations().First(), StringComparer.Ordinal) => History.OfThisProgram,
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
