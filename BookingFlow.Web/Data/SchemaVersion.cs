namespace BookingFlow.Web.Data;

/// <summary>The version of a database's tables, compared with this version of the program.</summary>
public enum SchemaVersion
{
    /// <summary>There are no tables of the program.</summary>
    None,

    /// <summary>Migrations are pending.</summary>
    Older,

    Current,

    /// <summary>A newer version of the program has migrated it.</summary>
    Newer,

    /// <summary><c>database copy</c> has not finished writing it.</summary>
    UnfinishedCopy,
}
