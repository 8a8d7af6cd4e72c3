using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>Compares the migrations of a database with those of this version of the program.</summary>
public static class SchemaVersions
{
    /// <summary>The row of the migration history that marks a database as an unfinished copy, so that no node starts on it.</summary>
    public const string CopyMarker = "copy-in-progress";

    /// <summary>Reads the migration history. Does not create a database that does not exist.</summary>
    public static async Task<SchemaVersion> ReadSchemaVersionAsync(this BookingDbContext db, CancellationToken cancellationToken)
    {
        string[] known = [.. db.Database.GetMigrations()];
        string[] applied = [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
        return applied switch
        {
            [] => SchemaVersion.None,
            _ when applied.Contains(CopyMarker, StringComparer.Ordinal) => SchemaVersion.UnfinishedCopy,
            // The ids begin with their time. Unknown ones that are older are from before version 0.1 (PreReleaseDatabase).
            _ when applied.Any(id => string.CompareOrdinal(id, known[^1]) > 0) => SchemaVersion.Newer,
            _ when known.Except(applied, StringComparer.Ordinal).Any() => SchemaVersion.Older,
            _ => SchemaVersion.Current,
        };
    }
}
