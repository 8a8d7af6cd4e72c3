namespace BookingFlow.Web.Hosting.Settings;

/// <summary>A setting that the program cannot start with. The message is a sentence that names it.</summary>
public sealed class SettingException : Exception
{
    public SettingException()
    {
    }

    public SettingException(string message)
        : base(message)
    {
    }

    public SettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
