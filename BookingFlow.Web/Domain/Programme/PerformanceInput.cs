using System.Globalization;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>Submitted form of a performance, not yet validated. The property names are those of <see cref="FormField"/>.</summary>
public sealed record PerformanceInput
{
    public string? Show { get; init; }

    public string? Room { get; init; }

    public string? Date { get; init; }

    public string? Time { get; init; }

    public string? Occurrence { get; init; }

    /// <summary>A name of <see cref="Programme.Visibility"/>; null for private.</summary>
    public string? Visibility { get; init; }

    public bool BookingEnabled { get; init; }

    public bool OnePerAddress { get; init; }

    public string? BookingOpensDate { get; init; }

    public string? BookingOpensTime { get; init; }

    public string? BookingOpensOccurrence { get; init; }

    public string? BookingClosesDate { get; init; }

    public string? BookingClosesTime { get; init; }

    public string? BookingClosesOccurrence { get; init; }

    public string? MaxPartySize { get; init; }

    public string? CheckInOpens { get; init; }

    public string? CheckInCloses { get; init; }

    /// <summary>Hours; 0 for no reminder; empty for the venue's setting.</summary>
    public string? ReminderHours { get; init; }

    /// <summary>Minutes before the start; empty for never.</summary>
    public string? CurtainRelease { get; init; }

    /// <summary>Only for a new performance; later, seats are changed on a page of their own, with a reason.</summary>
    public string? AdditionalSeats { get; init; }

    /// <inheritdoc cref="AdditionalSeats"/>
    public string? OccupiedSeats { get; init; }

    /// <summary>Only for a new performance; empty for the room's number.</summary>
    public string? WheelchairPlaces { get; init; }

    /// <inheritdoc cref="WheelchairPlaces"/>
    public string? CompanionPlaces { get; init; }

    /// <summary>Hours before the start; only for a new performance; empty for <see cref="Performance.DefaultAccessReleaseHours"/>.</summary>
    public string? AccessReleaseHours { get; init; }

    public LocalDateTimeInput Start => new(Date, Time, Occurrence);

    public LocalDateTimeInput BookingOpens => new(BookingOpensDate, BookingOpensTime, BookingOpensOccurrence);

    public LocalDateTimeInput BookingCloses => new(BookingClosesDate, BookingClosesTime, BookingClosesOccurrence);

    /// <summary>Converts a stored performance into form values.</summary>
    public static PerformanceInput Of(Performance performance, Venue venue)
    {
        var (start, opens, closes) = (
            LocalDateTimeInput.Of(performance.StartsAt, venue), LocalDateTimeInput.Of(performance.BookingOpensAt, venue), LocalDateTimeInput.Of(
                performance.BookingClosesAt, venue));
        return new()
        {
            Show = Number(performance.ShowId),
            Room = Number(performance.RoomId),
            Date = start.Date,
            Time = start.Time,
            Occurrence = start.Occurrence,
            Visibility = performance.Visibility.ToString(),
            BookingEnabled = performance.BookingEnabled,
            OnePerAddress = performance.OnePerAddress,
            BookingOpensDate = opens.Date,
            BookingOpensTime = opens.Time,
            BookingOpensOccurrence = opens.Occurrence,
            BookingClosesDate = closes.Date,
            BookingClosesTime = closes.Time,
            BookingClosesOccurrence = closes.Occurrence,
            MaxPartySize = Number(performance.MaxPartySize),
            CheckInOpens = Number(performance.CheckInOpensMinutesBefore),
            CheckInCloses = Number(performance.CheckInClosesMinutesAfter),
            ReminderHours = Number(performance.ReminderHours),
            CurtainRelease = Number(performance.CurtainReleaseMinutes),
            AdditionalSeats = Number(performance.AdditionalSeats),
            OccupiedSeats = Number(performance.ManuallyOccupiedSeats),
        };
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
