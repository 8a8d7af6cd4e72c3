using System.ComponentModel;

namespace BookingFlow.Web.Api;

/// <summary>Addresses of pages about a performance.</summary>
public sealed record ProgrammePerformanceLinks
{
    [Description("The form to reserve seats or to join the waiting list; null if neither is possible.")]
    public required Uri? Reserve { get; init; }

    [Description("The page of the show.")]
    public required Uri Show { get; init; }

    [Description("A calendar file (iCalendar) with this performance.")]
    public required Uri Calendar { get; init; }
}
