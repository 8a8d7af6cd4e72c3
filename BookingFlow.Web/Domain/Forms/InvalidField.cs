namespace BookingFlow.Web.Domain.Forms;

/// <summary>
/// Every field of every form, a visitor's and the back office's, in the order in which forms show them. The name is also
/// the name and the id of the input, so that a message can lead to its field.
/// </summary>
public enum FormField
{
    Name,
    Email,
    PartySize,
    Phone,
    Notes,

    // Shows
    Title,
    Slug,
    Summary,
    Description,
    RunningMinutes,
    Poster,
    PosterAlt,

    // Rooms
    RoomName,
    Capacity,
    Directions,
    MapAddress,

    // Performances; dates and times are the venue's
    Show,
    Room,
    Date,
    Time,

    /// <summary>Which of the two, where the clock shows the time twice.</summary>
    Occurrence,
    Dates,
    IsPublic,
    BookingEnabled,
    BookingOpensDate,
    BookingOpensTime,
    BookingOpensOccurrence,
    BookingClosesDate,
    BookingClosesTime,
    BookingClosesOccurrence,
    MaxPartySize,
    CheckInOpens,
    CheckInCloses,
    AdditionalSeats,
    OccupiedSeats,

    // Reservations
    Performance,

    // People
    DisplayName,
    Role,
    Password,
    NewPassword,
    Code,

    // Acts that ask for one
    Reason,

    // The door
    People,

    /// <summary>The performance that a door is set to.</summary>
    DoorOf,
    DoorName,
    References,

    // The house's own words
    VenueText,
}

/// <summary>What can be wrong with a field.</summary>
public enum FieldProblem
{
    Missing,
    TooLong,
    NotAnEmail,
    NotANumber,
    NotPositive,

    /// <summary>A count below zero.</summary>
    Negative,

    /// <summary>More people than one reservation may hold.</summary>
    TooMany,

    /// <summary>A number above its limit.</summary>
    TooLarge,
    HasControlCharacters,

    /// <summary>Not among those that can be chosen.</summary>
    NotAChoice,

    /// <summary>Another thing of the house has this already.</summary>
    Taken,

    /// <summary>Lower-case letters, digits and single hyphens make an address.</summary>
    NotASlug,
    NotADate,
    NotATime,

    /// <summary>The clock jumps over it in the night of a clock change.</summary>
    DoesNotExist,

    /// <summary>The clock shows it twice in the night of a clock change, and it was not said which is meant.</summary>
    HappensTwice,

    /// <summary>It must come later than something else, or than now.</summary>
    TooEarly,

    /// <summary>It must come before something else.</summary>
    TooLate,

    /// <summary>Fewer characters than a password needs.</summary>
    TooShort,

    /// <summary>Not what is stored: a wrong password, a wrong code.</summary>
    Wrong,

    /// <summary>The file is none of the picture types that are taken.</summary>
    NotAPicture,

    /// <summary>A picture with a side that is longer than the limit.</summary>
    TooManyPixels,

    /// <summary>An absolute address that begins with https or http is.</summary>
    NotAWebAddress,
}

/// <summary>One field that is wrong: what is wrong, and the limit that it broke, where there is one.</summary>
/// <param name="Typed">Which of several in one field (<see cref="FormField.Dates"/>).</param>
public sealed record InvalidField(FormField Field, FieldProblem Problem, int? Limit = null, string? Typed = null);
