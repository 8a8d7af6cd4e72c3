using System.Globalization;
using System.Text.Json;
using BookingFlow.Web.Data.Providers;

namespace BookingFlow.Web.Data.Backups;

/// <summary>A folder of backups, named by their time: bookingflow-20261127-023000Z.db. Only files with such names are counted and deleted.</summary>
/// <param name="path">Full path; created when the first backup is made.</param>
/// <param name="keep">How many backups are kept, 1 or more.</param>
public sealed class BackupFolder(string path, int keep)
{
    private const string NameFormat = "'bookingflow-'yyyyMMdd-HHmmss'Z.db'";

    public string Path => path;

    /// <summary>The file that has the last failure, until a backup succeeds.</summary>
    private string FailureFile => System.IO.Path.Combine(path, "last-failure.json");

    /// <summary>Returns the full path of a backup that is made now.</summary>
    /// <param name="now">UTC.</param>
    public string NewFile(DateTime now) =>
        System.IO.Path.Combine(path, now.ToString(NameFormat, CultureInfo.InvariantCulture));

    /// <summary>Creates the folder if it is missing, and takes its lock, so that not two processes make a backup at the same time.</summary>
    /// <returns>The lock; null if another process has it.</returns>
    /// <exception cref="IOException">The folder cannot be created or written.</exception>
    public IDisposable? TryLock()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return DatabaseFileLock.TryTakeAlone(System.IO.Path.Combine(path, "backup"));
    }

    /// <summary>Returns when the newest backup was made; UTC, null if there is none.</summary>
    public DateTime? NewestAt() => Backups() is [.., var newest] ? newest.At : null;

    /// <summary>Deletes the oldest backups until as many are left as are kept, and what killed backups have left. The lock must be held.</summary>
    /// <returns>The names of the deleted backups.</returns>
    public IReadOnlyList<string> DeleteOld()
    {
        foreach (var left in Directory.GetFiles(path).Where(file => IsIncomplete(System.IO.Path.GetFileName(file))))
        {
            File.Delete(left);
        }

        var old = Backups().SkipLast(keep).ToList();
        old.ForEach(backup => File.Delete(backup.File));
        return [.. old.Select(backup => System.IO.Path.GetFileName(backup.File))];
    }

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void WriteFailure(FailedBackup failure) => File.WriteAllText(FailureFile, JsonSerializer.Serialize(failure));

    public void DeleteFailure() => File.Delete(FailureFile);

    /// <returns>The failure since which no backup has succeeded; null if there is none.</returns>
    public FailedBackup? ReadFailure()
    {
        try
        {
            return File.Exists(FailureFile) ? JsonSerializer.Deserialize<FailedBackup>(File.ReadAllText(FailureFile)) : null;
        }
        catch (JsonException)
        {
            // It was written while the disk was full: all that is known is when.
            return new FailedBackup(File.GetLastWriteTimeUtc(FailureFile), BackupFailure.NoSpace);
        }
    }

    /// <returns>The backups, the oldest first.</returns>
    private List<(string File, DateTime At)> Backups() => !Directory.Exists(path)
        ? []
        : [.. Directory.GetFiles(path)
            .Select(file => (File: file, At: TimeOf(System.IO.Path.GetFileName(file))))
            .Where(file => file.At is not null)
            .Select(file => (file.File, At: file.At!.Value))
            .OrderBy(file => file.At)];

    /// <returns>The time in the name of a backup; null if it is another file.</returns>
    private static DateTime? TimeOf(string name) => DateTime.TryParseExact(
        name, NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
        ? at
        : null;

    private static bool IsIncomplete(string name) =>
        name.LastIndexOf(DatabaseBackup.PartSuffix, StringComparison.Ordinal) is > 0 and var end && TimeOf(name[..end]) is not null;
}
