using System.Globalization;

namespace BookingFlow.Web.Data.Upgrading;

/// <summary>The copies of a SQLite file from before its migrations, beside it: <c>bookingflow.db.before-0.3.0-20261127-103000Z</c>.</summary>
/// <remarks>They hold personal data that is erased in the database later, so they are kept for a limited time.</remarks>
/// <param name="file">Full path of the database.</param>
public sealed class UpgradeBackups(string file)
{
    private const int Keep = 3;
    private const string TimeFormat = "yyyyMMdd-HHmmss'Z'";

    /// <summary>The length of a time in this format.</summary>
    private const int TimeLength = 16;

    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(30);

    private string Prefix => $"{Path.GetFileName(file)}.before-";

    /// <summary>Returns the full path of the copy that is made now.</summary>
    /// <param name="version">The version of the program to which the database is migrated.</param>
    /// <param name="now">UTC.</param>
    public string NewFile(string version, DateTime now) =>
        Path.Combine(Path.GetDirectoryName(file)!, $"{Prefix}{version}-{now.ToString(TimeFormat, CultureInfo.InvariantCulture)}");

    /// <returns>The full path of the newest copy; null if there is none.</returns>
    public string? Newest() => All() is [.., var newest] ? newest.Path : null;

    /// <summary>Deletes all but the newest three, and those that are older than 30 days.</summary>
    /// <param name="now">UTC.</param>
    /// <exception cref="IOException">A copy cannot be deleted.</exception>
    public void DeleteOld(DateTime now)
    {
        var all = All();
        foreach (var old in all.SkipLast(Keep).Concat(all.Where(copy => copy.At < now - KeepFor)))
        {
            File.Delete(old.Path);
        }
    }

    /// <returns>The copies, the oldest first.</returns>
    private List<(string Path, DateTime At)> All() =>
    [
        .. Directory.GetFiles(Path.GetDirectoryName(file)!, $"{Prefix}*")
            .Select(path => (path, At: TimeOf(Path.GetFileName(path))))
            .Where(copy => copy.At is not null)
            .Select(copy => (copy.path, copy.At!.Value))
            .OrderBy(copy => copy.Value),
    ];

    /// <returns>The time in the name of a copy; null if it is another file, such as what <c>database restore</c> has set aside.</returns>
    private DateTime? TimeOf(string name) =>
        name.Length > Prefix.Length + TimeLength && char.IsAsciiDigit(name[Prefix.Length]) && DateTime.TryParseExact(
            name[^TimeLength..], TimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;
}
