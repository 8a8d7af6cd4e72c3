using BookingFlow.Web.Data.Checking;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Backups;

/// <summary>Makes a checked backup of the database while the program runs (docs/decisions/0055).</summary>
/// <remarks>
/// It gets its final name only when it is complete, checked and written to the disk: a file of that name is always a whole backup.
/// </remarks>
public sealed class DatabaseBackup(IDbContextFactory<BookingDbContext> contexts, CurrentVenue current, TimeProvider clock)
{
    /// <summary>The ending of a backup that is not complete.</summary>
    public const string PartSuffix = ".part";

    /// <summary>Backs up the database to a new file.</summary>
    /// <param name="file">Full path of a file that does not exist. On SQL Server a path of the server, where an existing file is replaced.</param>
    /// <exception cref="BackupException">The file exists, or the database is damaged. Nothing was kept.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task<BackupResult> WriteAsync(string file, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db.QueuedFile is null)
        {
            await db.WriteBackupAsync(file, cancellationToken);
            return new BackupResult(file, []);
        }

        if (File.Exists(file))
        {
            throw new BackupException($"{file} exists already.");
        }

        var part = file + PartSuffix;
        SqliteFile.CreatePrivate(part);
        try
        {
            await db.WriteBackupAsync(part, cancellationToken);
            var checks = await CheckAsync(part, cancellationToken);
            SqliteFile.FlushToDisk(part);
            File.Move(part, file);
            return new BackupResult(file, checks);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<IReadOnlyList<DataCheckResult>> CheckAsync(string part, CancellationToken cancellationToken)
    {
        var copy = new SqliteFile(part, SqliteOpenMode.ReadOnly);
        await using var db = copy.CreateDbContext();
        if (await db.FindDamageAsync(cancellationToken) is { Count: > 0 } damage)
        {
            throw new BackupException($"The database is damaged: {string.Join("; ", damage.Take(3))}.") { Failure = BackupFailure.Damaged };
        }

        // The rules query the tables of this version.
        return await db.ReadSchemaVersionAsync(cancellationToken) == SchemaVersion.Current
            ? await new DatabaseChecker(copy, current, clock).CheckAsync(cancellationToken)
            : [];
    }
}
