namespace BookingFlow.Web.Domain;

/// <summary>
/// Everything that can be refused or go wrong, in the order in which it is checked: the first that holds is told.
/// A closed set: a switch over it names every kind, or the program does not build.
/// </summary>
public enum FailureKind
{
    /// <summary>Too many requests from one client address or for one e-mail address.</summary>
    TooManyRequests,

    /// <summary>The form's antiforgery token is missing or old.</summary>
    FormExpired,

    /// <summary>A staff page without a signed-in person.</summary>
    NotSignedIn,

    /// <summary>Signed in, but without the role for it.</summary>
    NotPermitted,

    /// <summary>A field of a form is missing, too long or not of its form.</summary>
    InvalidInput,

    /// <summary>No published show has this address.</summary>
    ShowNotFound,

    /// <summary>The performance is unknown, private or of an unpublished show.</summary>
    PerformanceNotFound,

    /// <summary>The back office knows no such room, show, performance, reservation, person or mail.</summary>
    NotFound,

    /// <summary>A staff link (first administrator, new password) is unknown, was used or has run out.</summary>
    StaffLinkInvalid,

    /// <summary>It cannot be done to this thing as it stands; the obstacle is told.</summary>
    NotPossible,

    /// <summary>Booking is disabled, not yet open, over, or the performance is cancelled.</summary>
    BookingClosed,

    /// <summary>The link is unknown or was made for another purpose.</summary>
    ConfirmationTokenInvalid,

    /// <summary>The reservation was cancelled.</summary>
    ReservationCancelled,

    /// <summary>The reservation behind the link is already confirmed.</summary>
    ConfirmationTokenUsed,

    /// <summary>The link was not used in time.</summary>
    ConfirmationTokenExpired,

    /// <summary>The party does not fit into the seats that are left.</summary>
    NotEnoughSeats,

    /// <summary>The change would leave fewer seats than are confirmed, and was not asked for in spite of that.</summary>
    SeatsBelowConfirmed,

    /// <summary>Not one of our tickets: unknown, of another purpose, or a foreign QR code.</summary>
    TicketInvalid,

    /// <summary>The party never confirmed.</summary>
    ReservationNotConfirmed,

    /// <summary>A good ticket, but for another performance than the one at this door.</summary>
    WrongPerformance,

    /// <summary>The doors are not open yet, or not any more.</summary>
    OutsideCheckInWindow,

    /// <summary>The party was let in before.</summary>
    AlreadyCheckedIn,

    /// <summary>The database did not answer in time; nothing was changed.</summary>
    Busy,

    /// <summary>A fault of the program or its machine.</summary>
    Unexpected,
}
