namespace BookingFlow.Web.Domain.Forms;

/// <summary>All fields of all forms, in the order in which forms show them.</summary>
/// <remarks>A member's name is also the name and id of the input element, so that an error message can link to its field.</remarks>
public enum FormField
{
    Name,
    Email,
    PartySize,

    /// <summary>The rows of a form for several performances; each row's own field is of its <see cref="PartySize"/>.</summary>
    Performances,
    SmallestParty,
    WheelchairPlace,
    CompanionPlace,
    StepFreeAccess,
    InductionLoop,
    Phone,
    Notes,
    Answer1,
    Answer2,
    Answer3,
    StaffNote,

    // Shows
    Title,
    Slug,
    Summary,
    Description,
    RunningMinutes,
    Note,
    Question1,
    QuestionKind1,
    Choices1,
    Question2,
    QuestionKind2,
    Choices2,
    Question3,
    QuestionKind3,
    Choices3,
    IsFree,
    SeveralAtOnce,
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
    Visibility,
    BookingEnabled,
    OnePerAddress,
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
    WheelchairPlaces,
    CompanionPlaces,
    AccessReleaseHours,

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

    // Webhooks
    WebhookAddress,
    WebhookEvents,

    // Access tokens; their role is Role
    TokenName,
    TokenDays,
}
