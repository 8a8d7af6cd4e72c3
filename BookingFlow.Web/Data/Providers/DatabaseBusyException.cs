namespace BookingFlow.Web.Data.Providers;

/// <summary>The database did not let us in within the time that a person waits.</summary>
public sealed class DatabaseBusyException : Exception
{
    public DatabaseBusyException()
        : base("The database is busy.")
    {
    }

    public DatabaseBusyException(string message)
        : base(message)
    {
    }

    public DatabaseBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
