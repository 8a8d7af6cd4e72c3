namespace BookingFlow.Web.Domain.Mail;

/// <summary>Delivery state of an outbox mail, as shown to staff.</summary>
public enum MailState
{
    /// <summary>Unsent, without a failed attempt.</summary>
    Waiting,

    /// <summary>Unsent, and the last attempt failed; it is retried automatically.</summary>
    Failing,

    /// <summary>Held back because too many were requested; staff can send it (<see cref="RequestedMailLimits"/>).</summary>
    HeldBack,

    /// <summary>Permanently refused, or no longer needed; it is not retried automatically.</summary>
    GivenUp,

    Sent,
}
