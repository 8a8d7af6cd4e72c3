namespace BookingFlow.Web.Data.Backups;

/// <summary>A backup that failed, or was made of data that is not sound.</summary>
/// <param name="At">UTC.</param>
public sealed record FailedBackup(DateTime At, BackupFailure Failure);
