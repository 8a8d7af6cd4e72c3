namespace BookingFlow.Web.Domain.Mail;

/// <summary>Kinds of mail. Stored in snake case.</summary>
public enum MailKind
{
    /// <summary>The link that confirms a pending reservation.</summary>
    Confirmation,

    /// <summary>The ticket with its QR code.</summary>
    Ticket,

    /// <summary>The venue cancelled the reservation.</summary>
    ReservationCancelled,

    /// <summary>The venue cancelled the performance.</summary>
    PerformanceCancelled,

    /// <summary>The link with which a new staff member sets the first password.</summary>
    Invitation,

    /// <summary>The link with which a staff member sets a new password.</summary>
    PasswordReset,

    /// <summary>A test of the mail delivery.</summary>
    Test,

    /// <summary>The venue changed the show, the room or the time of the performance; with the ticket.</summary>
    PerformanceChanged,

    /// <summary>The party itself cancelled its reservation.</summary>
    ReservationReleased,

    /// <summary>Some hours before the performance, with the ticket.</summary>
    Reminder,

    /// <summary>Seats came free for a party of the waiting list; with the ticket.</summary>
    WaitingListTicket,

    /// <summary>The waiting list closed before seats came free for the party.</summary>
    WaitingListClosed,

    /// <summary>A message that staff wrote to the parties of a performance, or a test of it to its author.</summary>
    PartyMessage,
}
