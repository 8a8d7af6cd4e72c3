namespace BookingFlow.Web.Domain;

/// <summary>All kinds of failure, in the order in which they are checked: the first that applies is returned.</summary>
/// <remarks>A closed set: a <c>switch</c> over it must handle every member, or the build fails (CS8509).</remarks>
public enum FailureKind
{
    /// <summary>Too many requests from one client address or for one e-mail address.</summary>
    TooManyRequests,

    /// <summary>The form's antiforgery token is missing or expired.</summary>
    FormExpired,

    /// <summary>A staff page was requested without signing in.</summary>
    NotSignedIn,

    /// <summary>The signed-in staff member does not have the required role.</summary>
    NotPermitted,

    /// <summary>A form field is missing, too long or malformed.</summary>
    InvalidInput,

    /// <summary>No published show has this slug.</summary>
    ShowNotFound,

    /// <summary>The performance is unknown, private, or belongs to an unpublished show.</summary>
    PerformanceNotFound,

    /// <summary>The room, show, performance, reservation, staff member or mail requested in the back office does not exist.</summary>
    NotFound,

    /// <summary>A staff link (initial setup, new password) is unknown, used or expired.</summary>
    StaffLinkInvalid,

    /// <summary>The current state of the subject does not allow the operation; see <see cref="Failure.Obstacle"/>.</summary>
    NotPossible,

    /// <summary>Booking is disabled, not open yet or over, or the performance is cancelled.</summary>
    BookingClosed,

    /// <summary>The token is unknown or has another purpose.</summary>
    ConfirmationTokenInvalid,

    /// <summary>The reservation was cancelled.</summary>
    ReservationCancelled,

    /// <summary>The reservation behind the link is already confirmed.</summary>
    ConfirmationTokenUsed,

    /// <summary>The confirmation link has expired.</summary>
    ConfirmationTokenExpired,

    /// <summary>The party is larger than the number of seats left.</summary>
    NotEnoughSeats,

    /// <summary>The change would leave fewer seats than are confirmed, and that shortfall was not acknowledged.</summary>
    SeatsBelowConfirmed,

    /// <summary>The scanned code is not a ticket of this venue: an unknown token, a token with another purpose, or a foreign QR code.</summary>
    TicketInvalid,

    /// <summary>The reservation was never confirmed.</summary>
    ReservationNotConfirmed,

    /// <summary>The ticket is valid, but for another performance than the one assigned to this door.</summary>
    WrongPerformance,

    /// <summary>The doors are not open yet, or already closed.</summary>
    OutsideCheckInWindow,

    /// <summary>The party is already checked in.</summary>
    AlreadyCheckedIn,

    /// <summary>The database did not answer in time; nothing was changed.</summary>
    Busy,

    /// <summary>The database cannot be used until an operator has done something, such as free disk space; nothing was changed.</summary>
    Unavailable,

    /// <summary>An unhandled error of the program or its machine.</summary>
    Unexpected,
}
