namespace BookingFlow.Web.Data.Backups;

/// <summary>What is wrong with the nightly backups.</summary>
/// <param name="Failed">The last attempt, if it failed; null if the backups are only old.</param>
/// <param name="NewestAt">When the newest backup was made; UTC, null if there is none.</param>
public sealed record BackupProblem(FailedBackup? Failed, DateTime? NewestAt);
