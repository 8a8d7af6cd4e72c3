using System.Globalization;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>Submitted form of the venue's profile, not yet validated. The property names are those of <see cref="FormField"/>.</summary>
public sealed record VenueInput
{
    public string? VenueName { get; init; }

    public string? VenueAddress { get; init; }

    public string? VenuePhone { get; init; }

    public string? VenueEmail { get; init; }

    public string? Website { get; init; }

    public string? VenueDirections { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>Null if none is selected.</summary>
    public IReadOnlyList<string>? OfferedLanguages { get; init; }

    public string? VenueLanguage { get; init; }

    public string? MaxPartySize { get; init; }

    /// <summary>Minutes.</summary>
    public string? ConfirmationLifetime { get; init; }

    /// <summary>Minutes before the start; empty if check-in is possible at any time before.</summary>
    public string? CheckInOpens { get; init; }

    /// <summary>Minutes after the start; empty if the doors never close.</summary>
    public string? CheckInCloses { get; init; }

    /// <summary>Minutes before the start; empty if parties can change their reservations until the doors close.</summary>
    public string? ChangesClose { get; init; }

    /// <summary>Minutes before the start; 0 for at the start.</summary>
    public string? WaitingListCloses { get; init; }

    /// <summary>Hours; 0 for no reminder.</summary>
    public string? ReminderHours { get; init; }

    public bool SearchesNamesOffline { get; init; }

    /// <summary>Days.</summary>
    public string? RetentionDays { get; init; }

    public string? AccentColour { get; init; }

    /// <summary>One in each line, or separated by spaces.</summary>
    public string? FrameOrigins { get; init; }

    /// <summary>Converts the stored profile into form values.</summary>
    public static VenueInput Of(VenueProfile profile) => new()
    {
        VenueName = profile.Name,
        VenueAddress = profile.Address,
        VenuePhone = profile.Phone,
        VenueEmail = profile.Email,
        Website = profile.Website,
        VenueDirections = profile.Directions,
        TimeZone = profile.TimeZone,
        OfferedLanguages = profile.OfferedLanguages.Split(','),
        VenueLanguage = profile.Language,
        MaxPartySize = profile.MaxPartySize.ToString(CultureInfo.InvariantCulture),
        ConfirmationLifetime = Minutes(profile.ConfirmationSeconds),
        CheckInOpens = Minutes(profile.CheckInOpensSecondsBefore),
        CheckInCloses = Minutes(profile.CheckInClosesSecondsAfter),
        ChangesClose = Minutes(profile.ChangesCloseSecondsBefore),
        WaitingListCloses = profile.WaitingListClosesMinutes.ToString(CultureInfo.InvariantCulture),
        ReminderHours = profile.ReminderHours.ToString(CultureInfo.InvariantCulture),
        SearchesNamesOffline = profile.SearchesNamesOffline,
        RetentionDays = profile.RetentionDays.ToString(CultureInfo.InvariantCulture),
        AccentColour = profile.AccentColour,
        FrameOrigins = profile.FrameOrigins?.Replace(' ', '\n'),
    };

    // Only the settings file has seconds.
    private static string? Minutes(int? seconds) =>
        seconds is { } some ? ((int)Math.Ceiling(some / 60d)).ToString(CultureInfo.InvariantCulture) : null;
}
