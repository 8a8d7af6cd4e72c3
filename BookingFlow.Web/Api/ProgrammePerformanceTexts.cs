using System.ComponentModel;

namespace BookingFlow.Web.Api;

/// <summary>Texts of a performance, as the venue's own pages have them, so that another website needs no words of its own.</summary>
public sealed record ProgrammePerformanceTexts
{
    [Description("Friday 27 November 2026")]
    public required string Day { get; init; }

    [Description("20:00")]
    public required string Time { get; init; }

    [Description("How many seats are left, or why none can be reserved: 12 seats left.")]
    public required string Availability { get; init; }

    [Description("The text of the link to reserve or to join the waiting list; null if neither is possible.")]
    public required string? Action { get; init; }
}
