using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components.Programme;

/// <summary>Texts of a performance in lists: seats left, or why it cannot be booked.</summary>
public static class PerformanceWords
{
    private const int FewSeats = 5;

    /// <summary>Beyond this many days, only the date is shown.</summary>
    private const int MaxRelativeDays = 30;

    /// <summary>Returns the suffix of the CSS class that sets the colour: <c>none</c>, <c>few</c> or <c>plenty</c>.</summary>
    /// <param name="left">0 or less is sold out.</param>
    public static string SeatsState(int left) => left switch { <= 0 => "none", <= FewSeats => "few", _ => "plenty" };

    /// <summary>Returns the text of the seats left.</summary>
    /// <param name="left">0 or less is sold out.</param>
    /// <param name="waitingPeople">People on the waiting list, shown only if it is sold out; 0 or more.</param>
    public static string Seats(int left, IStringLocalizer<Words> t, int waitingPeople = 0) => left switch
    {
        <= 0 when waitingPeople > 0 => t.Count("Seats.SoldOut.Waiting", waitingPeople),
        <= 0 => t["Seats.SoldOut"],
        <= FewSeats => t.Count("Seats.Last", left),
        _ => t.Count("Seats.Left", left),
    };

    /// <summary>Returns the relative day: "today", "tomorrow", "in 3 days".</summary>
    /// <param name="days">Calendar days from today, in the venue's time zone.</param>
    /// <returns>The text; null for past days and for days more than 30 days ahead.</returns>
    public static string? RelativeDay(int days, IStringLocalizer<Words> t) => days switch
    {
        0 => t["Distance.Today"].Value,
        1 => t["Distance.Tomorrow"].Value,
        > 1 and <= MaxRelativeDays => t.Count("Distance.Days", days).Value,
        _ => null,
    };

    /// <summary>Returns the text that says why a performance cannot be booked.</summary>
    /// <param name="opensAt">When booking opens (UTC); null when unknown. Used only for <see cref="BookingClosedReason.NotYetOpen"/>.</param>
    public static Phrase Closed(BookingClosedReason reason, DateTime? opensAt, IStringLocalizer<Words> t) => reason switch
    {
        BookingClosedReason.Cancelled => new(t["Performance.Cancelled"]),
        BookingClosedReason.Over => new(t["Performance.Over"]),
        BookingClosedReason.Disabled => new(t["Performance.Disabled"]),
        BookingClosedReason.NotYetOpen when opensAt is { } opens => new(t["Performance.Opens"], opens),
        BookingClosedReason.NotYetOpen => new(t["Performance.NotYetOpen"]),
    };
}
