using System.Globalization;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Formats the venue's profile for the audit log, independent of the language.</summary>
internal static class VenueAuditText
{
    /// <summary>The longest text that the log quotes of a field with several lines.</summary>
    private const int LongestExcerpt = 60;

    public static IReadOnlyList<(FormField Field, string Value)> Fields(VenueProfile profile) =>
    [
        (FormField.VenueName, profile.Name),
        (FormField.VenueAddress, Text(profile.Address)),
        (FormField.VenuePhone, Text(profile.Phone)),
        (FormField.VenueEmail, Text(profile.Email)),
        (FormField.Website, Text(profile.Website)),
        (FormField.VenueDirections, Text(profile.Directions)),
        (FormField.TimeZone, profile.TimeZone),
        (FormField.OfferedLanguages, profile.OfferedLanguages),
        (FormField.VenueLanguage, profile.Language),
        (FormField.MaxPartySize, Number(profile.MaxPartySize)),
        (FormField.ConfirmationLifetime, Time(profile.ConfirmationSeconds)),
        (FormField.CheckInOpens, Time(profile.CheckInOpensSecondsBefore)),
        (FormField.CheckInCloses, Time(profile.CheckInClosesSecondsAfter)),
        (FormField.ChangesClose, Time(profile.ChangesCloseSecondsBefore)),
        (FormField.WaitingListCloses, Number(profile.WaitingListClosesMinutes)),
        (FormField.ReminderHours, Number(profile.ReminderHours)),
        (FormField.SearchesNamesOffline, profile.SearchesNamesOffline ? "+" : "–"),
        (FormField.RetentionDays, Number(profile.RetentionDays)),
        (FormField.AccentColour, Text(profile.AccentColour)),
        (FormField.FrameOrigins, Text(profile.FrameOrigins)),
    ];

    /// <summary>Returns a logo as "Png, 12 KiB".</summary>
    public static string Summarize(VenueLogo? logo) =>
        logo is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{logo.Type}, {(logo.Picture.Length + 1023) / 1024} KiB");

    // The length shows a change beyond the excerpt.
    private static string Text(string? text) => text switch
    {
        null => "–",
        { Length: <= LongestExcerpt } => text.ReplaceLineEndings(" "),
        _ => string.Create(CultureInfo.InvariantCulture, $"{text.Excerpt(LongestExcerpt)} ({text.Length})").ReplaceLineEndings(" "),
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(int? seconds) =>
        seconds is { } some ? TimeSpan.FromSeconds(some).ToString("c", CultureInfo.InvariantCulture) : "–";
}
