namespace BookingFlow.Web.Data.Upgrading;

/// <summary>Thrown when the database could not be migrated. The message tells the operator why, and how to go on.</summary>
public sealed class UpgradeException : Exception
{
    public UpgradeException()
    {
    }

    public UpgradeException(string message)
        : base(message)
    {
    }

    public UpgradeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
