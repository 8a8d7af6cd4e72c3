namespace BookingFlow.Web.Data.Backups;

/// <summary>Says whether the nightly backups are as they should be, for the banner of Administrators and the health check.</summary>
/// <remarks>
/// It reads the folder, so that every node on this machine knows what one of them has done, and what happened before a restart. A failure that
/// could not be written there is kept in memory.
/// </remarks>
/// <param name="folder">The folder of the nightly backups; null if there are none.</param>
public sealed class BackupMonitor(BackupFolder? folder, TimeProvider clock)
{
    /// <summary>The age at which the newest backup is reported: one night was missed.</summary>
    public static readonly TimeSpan OldAfter = TimeSpan.FromHours(36);

    private readonly DateTime _startedAt = clock.GetUtcNow().UtcDateTime;
    private volatile FailedBackup? _failure;

    /// <returns>Null if there is no problem, or no nightly backup.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public BackupProblem? FindProblem()
    {
        if (folder is null)
        {
            return null;
        }

        var newest = folder.NewestAt();
        if ((_failure ?? folder.ReadFailure()) is { } failure && (newest is null || failure.At >= newest))
        {
            return new BackupProblem(failure, newest);
        }

        // A new installation has no backup before its first night.
        return clock.GetUtcNow().UtcDateTime - (newest ?? _startedAt) >= OldAfter ? new BackupProblem(Failed: null, newest) : null;
    }

    /// <summary>Stores that a backup failed.</summary>
    public void ReportFailure(BackupFailure kind)
    {
        var failure = new FailedBackup(clock.GetUtcNow().UtcDateTime, kind);
        _failure = failure;
        try
        {
            folder?.WriteFailure(failure);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The folder is what failed; this process knows it.
        }
    }

    /// <summary>Forgets the last failure, because a backup has succeeded.</summary>
    public void ReportSuccess()
    {
        _failure = null;
        folder?.DeleteFailure();
    }
}
