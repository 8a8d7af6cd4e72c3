namespace BookingFlow.Tests.Builders;

/// <summary>Builds the venue's profile, as the first start stores it, and the form that changes it.</summary>
public static class AVenue
{
    /// <summary>A complete and valid form.</summary>
    public static VenueInput Input { get; } = new()
    {
        VenueName = "Teatro della Luna",
        VenueAddress = "Via Roma 1\n50100 Firenze",
        VenuePhone = "+39 055 123456",
        VenueEmail = "box@luna.example",
        Website = "https://luna.example/",
        VenueDirections = "Tram 4 to Luna",
        TimeZone = "Europe/Rome",
        OfferedLanguages = ["de", "it"],
        VenueLanguage = "it",
        MaxPartySize = "12",
        ConfirmationLifetime = "120",
        CheckInOpens = "45",
        CheckInCloses = "15",
        ChangesClose = "20",
        WaitingListCloses = "180",
        ReminderHours = "48",
        RetentionDays = "90",
        AccentColour = "#004466",
        FrameOrigins = "https://www.luna.example\nhttps://luna.example",
    };

    public static VenueProfile Profile() => new()
    {
        Name = "Teatro",
        TimeZone = "Europe/Rome",
        Language = "en",
        OfferedLanguages = "en,it,de,fr,es",
        MaxPartySize = 10,
        ConfirmationSeconds = 24 * 60 * 60,
        CheckInOpensSecondsBefore = 90 * 60,
        CheckInClosesSecondsAfter = 60 * 60,
    };
}
