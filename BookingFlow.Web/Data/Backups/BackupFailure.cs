namespace BookingFlow.Web.Data.Backups;

/// <summary>Why a backup was not made, or is not sound, as far as an Administrator can be told. The log has the exception.</summary>
public enum BackupFailure
{
    /// <summary>The disk of the backups is full.</summary>
    NoSpace,

    /// <summary>The folder of the backups does not exist or cannot be written.</summary>
    NoAccess,

    /// <summary>The database file is damaged. The backup was not kept.</summary>
    Damaged,

    /// <summary>The backup was made, but <c>database check</c> finds that the stored data is wrong.</summary>
    Unsound,

    Other,
}
