using System.Globalization;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Formats performances for the audit log: local times, numbers and names, independent of the language.</summary>
internal static class PerformanceAuditText
{
    public static string Of(Performance performance, Venue venue) =>
        $"{performance.Show.Title}, {performance.Room.Name}, {When(performance.StartsAt, venue)}";

    /// <summary>Returns all changed fields as "field: before → after"; empty if nothing has changed.</summary>
    public static string Difference(IReadOnlyList<(FormField Field, string Value)> before, IReadOnlyList<(FormField Field, string Value)> after) =>
        string.Join("; ", before.Zip(after).Where(pair => pair.First != pair.Second)
            .Select(pair => $"{pair.First.Field}: {pair.First.Value} → {pair.Second.Value}"));

    public static IReadOnlyList<(FormField Field, string Value)> Fields(Performance performance, Venue venue) =>
    [
        (FormField.Show, performance.Show.Title),
        (FormField.Room, performance.Room.Name),
        (FormField.Time, When(performance.StartsAt, venue)),
        (FormField.Visibility, performance.Visibility.ToString()),
        (FormField.BookingEnabled, Flag(performance.BookingEnabled)),
        (FormField.OnePerAddress, Flag(performance.OnePerAddress)),
        (FormField.BookingOpensTime, When(performance.BookingOpensAt, venue)),
        (FormField.BookingClosesTime, When(performance.BookingClosesAt, venue)),
        (FormField.MaxPartySize, Number(performance.MaxPartySize)),
        (FormField.CheckInOpens, Number(performance.CheckInOpensMinutesBefore)),
        (FormField.CheckInCloses, Number(performance.CheckInClosesMinutesAfter)),
        (FormField.ReminderHours, Number(performance.ReminderHours)),
        (FormField.CurtainRelease, Number(performance.CurtainReleaseMinutes)),
    ];

    /// <summary>
    /// Returns the seats as "40 + 2 − 1": room capacity, additional seats and manually occupied seats; with access places as "40 + 2 − 1 (2 + 2)".
    /// </summary>
    public static string Sum(Capacity capacity)
    {
        var sum = string.Create(CultureInfo.InvariantCulture, $"{capacity.Room} + {capacity.Additional} − {capacity.ManuallyOccupied}");
        return capacity.AccessPlaces.IsNone
            ? sum
            : string.Create(CultureInfo.InvariantCulture, $"{sum} ({capacity.AccessPlaces.Wheelchair} + {capacity.AccessPlaces.Companion})");
    }

    private static string When(DateTime? utc, Venue venue) =>
        utc is { } time ? venue.Local(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "–";

    private static string Flag(bool flag) => flag ? "✓" : "–";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
