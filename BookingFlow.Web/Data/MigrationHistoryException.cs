namespace BookingFlow.Web.Data;

/// <summary>Thrown when this version cannot continue the database's migration history. The message tells the operator what to do.</summary>
public sealed class MigrationHistoryException : Exception
{
    public MigrationHistoryException()
    {
    }

    public MigrationHistoryException(string message)
        : base(message)
    {
    }

    public MigrationHistoryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
