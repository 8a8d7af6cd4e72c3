using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Backup</c>: the nightly backups of a SQLite file. SQL Server has its own.</summary>
public sealed class BackupSettings
{
    public bool Nightly { get; set; }

    /// <summary>When they are made, in the venue's time zone.</summary>
    public TimeOnly At { get; set; }

    /// <summary>Full path of the folder; empty: <c>backups</c> beside the database.</summary>
    public string Folder { get; set; } = "";

    /// <summary>How many are kept. Also for <c>database backup</c> into a folder.</summary>
    [Range(1, 1000)]
    public int Keep { get; set; }
}
