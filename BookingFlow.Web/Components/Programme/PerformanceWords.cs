using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components.Programme;

/// <summary>What is said of a performance wherever one is offered: how many seats are left, or why it cannot be booked.</summary>
public static class PerformanceWords
{
    private const int Few = 5;

    /// <summary>Further off, the date alone says more.</summary>
    private const int FurthestDays = 30;

    /// <summary>The end of a class name, for the colour that goes with the words.</summary>
    /// <param name="left">0 or less is sold out.</param>
    public static string SeatsState(int left) => left switch { <= 0 => "none", <= Few => "few", _ => "plenty" };

    /// <summary>Says it without the colour.</summary>
    /// <param name="left">0 or less is sold out.</param>
    public static string Seats(int left, IStringLocalizer<Words> t) => left switch
    {
        <= 0 => t["Seats.SoldOut"],
        <= Few => t.Count("Seats.Last", left),
        _ => t.Count("Seats.Left", left),
    };

    /// <param name="days">How many midnights lie between now and then, as the house's clocks go.</param>
    /// <returns>Null where it is over, or so far off that the date alone says more.</returns>
    public static string? HowFarOff(int days, IStringLocalizer<Words> t) => days switch
    {
        0 => t["Distance.Today"].Value,
        1 => t["Distance.Tomorrow"].Value,
        > 1 and <= FurthestDays => t.Count("Distance.Days", days).Value,
        _ => null,
    };

    /// <param name="opensAt">When booking opens; UTC; told while it is not open yet.</param>
    public static Phrase Closed(BookingClosedReason reason, DateTime? opensAt, IStringLocalizer<Words> t) => reason switch
    {
        BookingClosedReason.Cancelled => new(t["Performance.Cancelled"]),
        BookingClosedReason.Over => new(t["Performance.Over"]),
        BookingClosedReason.Disabled => new(t["Performance.Disabled"]),
        BookingClosedReason.NotYetOpen when opensAt is { } opens => new(t["Performance.Opens"], opens),
        BookingClosedReason.NotYetOpen => new(t["Performance.NotYetOpen"]),
    };
}
