using System.Globalization;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Backups;

/// <summary>Replaces the SQLite file by a backup, and keeps a copy of the former file (docs/decisions/0055).</summary>
/// <remarks>
/// Everything that can fail is done before the file is replaced, and the replacement is one rename: a kill at any time leaves either the former
/// database or the restored one.
/// </remarks>
public sealed class DatabaseRestore(IDbContextFactory<BookingDbContext> contexts, TimeProvider clock)
{
    private const string PartSuffix = ".restore.part";

    /// <summary>Restores a backup. Only for SQLite.</summary>
    /// <param name="backup">Full path; the file is not changed.</param>
    /// <exception cref="BackupException">The backup cannot be used, or another process has the database open. Nothing was changed.</exception>
    /// <exception cref="DatabaseBusyException">A node is running. Nothing was changed.</exception>
    public async Task<RestoreResult> RestoreAsync(string backup, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var file = db.QueuedFile!;
        using var alone = DatabaseFileLock.TakeAlone(file);
        if (!File.Exists(backup))
        {
            throw new BackupException($"There is no file {backup}.");
        }

        var part = file + PartSuffix;
        try
        {
            CopyWithLog(backup, part);
            var version = await ExamineAsync(backup, part, cancellationToken);
            var former = File.Exists(file) ? await SetAsideAsync(file, cancellationToken) : null;
            if (former is not null && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(part, File.GetUnixFileMode(file));
            }

            SqliteFile.FlushToDisk(part);
            // A log of the former file must not be applied to the restored one.
            DeleteCompanions(file);
            File.Move(part, file, overwrite: true);
            return new RestoreResult(former, version);
        }
        finally
        {
            File.Delete(part);
            DeleteCompanions(part);
        }
    }

    /// <summary>Copies the backup, which may be in use: its write-ahead log belongs to it.</summary>
    private static void CopyWithLog(string backup, string part)
    {
        DeleteCompanions(part);
        SqliteFile.CreatePrivate(part);
        File.Copy(backup, part, overwrite: true);
        if (File.Exists(backup + "-wal"))
        {
            SqliteFile.CreatePrivate(part + "-wal");
            File.Copy(backup + "-wal", part + "-wal", overwrite: true);
        }

        if (!OperatingSystem.IsWindows())
        {
            // The copy has got the rights of the backup, which may be read-only.
            File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static async Task<SchemaVersion> ExamineAsync(string backup, string part, CancellationToken cancellationToken)
    {
        try
        {
            var copy = new SqliteFile(part, SqliteOpenMode.ReadWrite);
            await copy.CloseLogAsync(cancellationToken);
            await using var db = copy.CreateDbContext();
            if (await db.FindDamageAsync(cancellationToken) is { Count: > 0 } damage)
            {
                throw new BackupException($"{backup} is damaged: {string.Join("; ", damage.Take(3))}.");
            }

            return await db.ReadSchemaVersionAsync(cancellationToken) switch
            {
                SchemaVersion.None => throw new BackupException($"{backup} is not a database of BookingFlow."),
                SchemaVersion.Newer => throw new BackupException(
                    $"{backup} was made by a newer version of the program. Restore it with that version."),
                SchemaVersion.UnfinishedCopy => throw new BackupException($"{backup} is a copy that 'database copy' has not finished."),
                var usable and (SchemaVersion.Older or SchemaVersion.Current) => usable,
            };
        }
        catch (SqliteException unreadable)
        {
            throw new BackupException($"{backup} is not a SQLite database, or it is damaged. {unreadable.Message}", unreadable);
        }
    }

    /// <summary>Copies the database beside itself, under a name with the time.</summary>
    private async Task<string> SetAsideAsync(string file, CancellationToken cancellationToken)
    {
        SqliteConnection.ClearAllPools();
        try
        {
            if (!await new SqliteFile(file, SqliteOpenMode.ReadWrite).CloseLogAsync(cancellationToken))
            {
                throw new BackupException($"Another process has {file} open. Stop it first.");
            }
        }
        catch (SqliteException)
        {
            // A damaged database is what a backup is restored for. It is set aside as it is, with its log.
        }

        var former = $"{file}.before-restore-{clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}Z";
        foreach (var suffix in SqliteFile.Companions.Prepend("").Where(suffix => File.Exists(file + suffix)))
        {
            File.Copy(file + suffix, former + suffix);
            SqliteFile.FlushToDisk(former + suffix);
        }

        return former;
    }

    private static void DeleteCompanions(string file)
    {
        foreach (var suffix in SqliteFile.Companions)
        {
            File.Delete(file + suffix);
        }
    }
}
