namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Thrown when settings are missing or invalid. The message is a sentence that names the setting.</summary>
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
