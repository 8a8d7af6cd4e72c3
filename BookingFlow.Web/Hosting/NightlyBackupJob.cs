using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Data.Upgrading;
using Hangfire;

namespace BookingFlow.Web.Hosting;

/// <summary>Makes the nightly backup and deletes the oldest ones. After a failure it is repeated three times.</summary>
/// <remarks>
/// Each node on a SQLite file has its own schedule. The lock of the folder and the age of the newest backup let one of them make the backup.
/// </remarks>
[AutomaticRetry(Attempts = 3, DelaysInSeconds = [600, 3600, 3600])]
public sealed partial class NightlyBackupJob(
    DatabaseBackup backup, BackupFolder folder, UpgradeBackups upgrades, BackupMonitor monitor, TimeProvider clock, ILogger<NightlyBackupJob> log)
{
    /// <summary>Age up to which a backup is the one of this night, made by another node.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(1);

    private static readonly TimeSpan OneNight = TimeSpan.FromHours(24);

    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(FreshFor, cancellationToken);

    /// <summary>Makes the backup of a night in which the program did not run.</summary>
    public Task RunIfMissedAsync(CancellationToken cancellationToken) => RunAsync(OneNight, cancellationToken);

    private async Task RunAsync(TimeSpan freshFor, CancellationToken cancellationToken)
    {
        try
        {
            using var alone = folder.TryLock();
            var now = clock.GetUtcNow().UtcDateTime;
            if (alone is null || (monitor.FindProblem() is null && folder.NewestAt() > now - freshFor))
            {
                return;
            }

            var result = await backup.WriteAsync(folder.NewFile(now), cancellationToken);
            if (result.IsSound)
            {
                monitor.ReportSuccess();
                LogMade(result.File);
            }
            else
            {
                monitor.ReportFailure(BackupFailure.Unsound);
                LogUnsound(result.File);
            }

            LogDeleted(folder.DeleteOld().Count);
            upgrades.DeleteOld(now);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            monitor.ReportFailure(BackupException.FailureOf(exception));
            LogFailed(exception);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Information, "The database was backed up to {File}")]
    private partial void LogMade(string file);

    [LoggerMessage(LogLevel.Error, "The database was backed up to {File}, but what is stored is not sound: run 'database check'")]
    private partial void LogUnsound(string file);

    [LoggerMessage(LogLevel.Debug, "{Count} old backups were deleted")]
    private partial void LogDeleted(int count);

    [LoggerMessage(LogLevel.Error, "The database could not be backed up")]
    private partial void LogFailed(Exception exception);
}
