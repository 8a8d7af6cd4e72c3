using BookingFlow.Web.Data.Providers;

namespace BookingFlow.Web.Data.Backups;

/// <summary>Thrown when a backup cannot be made or restored. The message tells the operator why.</summary>
public sealed class BackupException : Exception
{
    /// <summary>The codes of a full disk: ENOSPC, and ERROR_DISK_FULL on Windows.</summary>
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070)];

    public BackupException()
    {
    }

    public BackupException(string message)
        : base(message)
    {
    }

    public BackupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public BackupFailure Failure { get; init; } = BackupFailure.Other;

    /// <summary>Classifies what a backup has thrown.</summary>
    public static BackupFailure FailureOf(Exception exception) => exception switch
    {
        BackupException backup => backup.Failure,
        IOException full when DiskFull.Contains(full.HResult) => BackupFailure.NoSpace,
        IOException or UnauthorizedAccessException => BackupFailure.NoAccess,
        _ => DatabaseFaults.Of(exception) switch
        {
            DatabaseFault.DiskFull => BackupFailure.NoSpace,
            DatabaseFault.ReadOnly or DatabaseFault.FileMissing => BackupFailure.NoAccess,
            DatabaseFault.Corrupt or DatabaseFault.DiskError => BackupFailure.Damaged,
            _ => BackupFailure.Other,
        },
    };
}
