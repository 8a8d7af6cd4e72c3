using System.ComponentModel;

namespace BookingFlow.Web.Api.StaffApi;

/// <summary>The answer of <c>/api/v1/staff/figures</c>.</summary>
public sealed record FiguresPage
{
    [Description("Performances, the earliest first. Private, unpublished and cancelled ones are among them.")]
    public required IReadOnlyList<PerformanceFigures> Performances { get; init; }

    [Description("The number of this page, from 1.")]
    public required int Page { get; init; }

    [Description("The most entries on a page.")]
    public required int PageSize { get; init; }

    [Description("Address of the next page; null if this is the last one.")]
    public required Uri? Next { get; init; }
}
