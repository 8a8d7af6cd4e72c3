using BookingFlow.Web.Data;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Database</c>, and the connection string <c>BookingFlow</c>.</summary>
public sealed class DatabaseSettings
{
    public DatabaseDialect Provider { get; set; }

    /// <summary>Whether the program migrates the database when it starts. If false, it is migrated by a command or a script.</summary>
    public bool MigrateAtStart { get; set; }

    /// <summary>From <c>ConnectionStrings:BookingFlow</c>.</summary>
    public string ConnectionString { get; internal set; } = "";
}
