namespace BookingFlow.Web.Data;

/// <summary>The database has a migration history that this version cannot continue. The message is a sentence that says what to do.</summary>
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
