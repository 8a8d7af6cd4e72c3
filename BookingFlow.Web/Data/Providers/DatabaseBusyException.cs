namespace BookingFlow.Web.Data.Providers;

/// <summary>Thrown when a lock of the database, or a connection to it, was not free within its timeout. Nothing was changed.</summary>
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

    public DatabaseFault Fault { get; init; } = DatabaseFault.Timeout;
}
