namespace BookingFlow.Web.Domain.Forms;

/// <summary>All fields of all forms, in the order in which forms show them.</summary>
/// <remarks>A member's name is also the name and id of the input element, so that an error message can link to its field.</remarks>
public enum FormField
{
    Name,
    Email,
    PartySize,
    SmallestParty,
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

    // Performances; dates and times are local to the venue
    Show,
    Room,
    Date,
    Time,

    /// <summary>Which occurrence is meant of a local time that occurs twice.</summary>
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
    CurtainRelease,
    ReminderHours,
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

    // Changes that need a reason
    Reason,

    // The door
    People,

    /// <summary>The performance assigned to a door.</summary>
    DoorOf,
    DoorName,

    /// <summary>The name of a volunteer at a paired device.</summary>
    Volunteer,
    References,

    // Messages to the parties of a performance
    Recipients,
    Subject,
    MessageText,

    // The venue's own texts
    HouseText,

    // The venue itself; its limit and door times are MaxPartySize, CheckInOpens and CheckInCloses
    VenueName,
    VenueAddress,
    VenuePhone,
    VenueEmail,
    Website,
    VenueDirections,
    TimeZone,
    OfferedLanguages,
    VenueLanguage,
    ConfirmationLifetime,
    ChangesClose,
    WaitingListCloses,
    SearchesNamesOffline,
    RetentionDays,
    AccentColour,
    FrameOrigins,
    Logo,
}
