namespace BookingFlow.Web.Data;

/// <summary>The database systems that the program supports.</summary>
public enum DatabaseDialect
{
    Sqlite,
    SqlServer,
}
