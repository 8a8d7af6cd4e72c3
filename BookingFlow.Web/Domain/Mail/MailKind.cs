namespace BookingFlow.Web.Domain.Mail;

/// <summary>Which mail is owed. Stored as a word.</summary>
public enum MailKind
{
    /// <summary>The link that confirms a pending reservation.</summary>
    Confirmation,

    /// <summary>The ticket with its QR code.</summary>
    Ticket,

    /// <summary>The house cancelled the reservation.</summary>
    ReservationCancelled,

    /// <summary>The house called the performance off.</summary>
    PerformanceCancelled,

    /// <summary>The link with which a new colleague sets the first password.</summary>
    Invitation,

    /// <summary>The link with which a colleague sets a new password.</summary>
    PasswordReset,

    /// <summary>To see whether mail arrives.</summary>
    Test,
}
