using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data.Copying;

/// <summary>Prepares a database to be copied to, and marks it as unfinished until the copy is complete, so that no node starts on it.</summary>
/// <remarks>
/// The mark is a row of the migration history, because it must exist in a database that has nothing else yet. The caller has the
/// <see cref="Providers.DatabaseFileLock"/> of a SQLite file alone.
/// </remarks>
public sealed class CopyTarget(IDbContextFactory<BookingDbContext> target, DatabaseInitializer initializer, DatabaseCopy copy)
{
    /// <summary>Creates the tables and sets the mark; changes nothing if there is an unfinished copy, which is then continued.</summary>
    /// <returns>Why the database cannot be copied to, as a sentence; null if it can.</returns>
    public async Task<string?> PrepareAsync(CancellationToken cancellationToken)
    {
        await using var db = await target.CreateDbContextAsync(cancellationToken);
        switch (await db.ReadSchemaVersionAsync(cancellationToken))
        {
            case SchemaVersion.UnfinishedCopy when (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any():
                return "The target is an unfinished copy of an older version of the program. Delete it and start again.";
            case SchemaVersion.UnfinishedCopy:
                return null;
            case SchemaVersion.Older or SchemaVersion.Newer:
                return "The target is a database of another version of the program. Name a new one.";
            case SchemaVersion.Current when !await copy.IsTargetEmptyAsync(cancellationToken):
                return "The target is not empty, and not an unfinished copy. Name a new one.";
            case SchemaVersion.None or SchemaVersion.Current:
                break;
        }

        await initializer.MigrateAloneAsync(cancellationToken);
        var mark = new HistoryRow(SchemaVersions.CopyMarker, ProductInfo.GetVersion());
        await db.Database.ExecuteSqlRawAsync(db.GetService<IHistoryRepository>().GetInsertScript(mark), cancellationToken);
        return null;
    }

    /// <summary>Removes the mark.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await using var db = await target.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(db.GetService<IHistoryRepository>().GetDeleteScript(SchemaVersions.CopyMarker), cancellationToken);
    }
}
