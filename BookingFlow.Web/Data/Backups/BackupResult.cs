using BookingFlow.Web.Data.Checking;

namespace BookingFlow.Web.Data.Backups;

/// <summary>A backup that was made.</summary>
/// <param name="File">Full path; on SQL Server a path of the server.</param>
/// <param name="Checks">The rules that were checked in the backup; empty if only the file was, because the tables are of another version.</param>
public sealed record BackupResult(string File, IReadOnlyList<DataCheckResult> Checks)
{
    public bool IsSound => Checks.All(check => check.Holds);
}
