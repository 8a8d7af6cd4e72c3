namespace BookingFlow.Web.Telemetry;

/// <summary>How a try to send a mail ended. Told as a word.</summary>
public enum MailOutcome
{
    Sent,

    /// <summary>It will be tried again.</summary>
    Failed,

    /// <summary>For good.</summary>
    Refused,
}
