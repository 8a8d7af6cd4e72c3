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
    HouseText,
}
