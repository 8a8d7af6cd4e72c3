namespace BookingFlow.Web.Telemetry;

/// <summary>Outcome of an attempt to send a mail. Reported in snake case.</summary>
public enum MailOutcome
{
    Sent,

    /// <summary>Failed temporarily; it is retried.</summary>
    Failed,

    /// <summary>Refused permanently.</summary>
    Refused,
}
