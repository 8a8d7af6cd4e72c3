namespace BookingFlow.Web.Data;

/// <summary>The databases that the program speaks to.</summary>
public enum DatabaseDialect
{
    Sqlite,
    SqlServer,
}
