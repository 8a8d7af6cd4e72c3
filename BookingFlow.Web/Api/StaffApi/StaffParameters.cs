using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Api.StaffApi;

/// <summary>The query parameters of the API for staff as they were sent. <see cref="StaffFilter"/> reads them.</summary>
/// <remarks>All are texts, because the framework answers a value of the wrong type without saying what would be right.</remarks>
public sealed record StaffParameters
{
    /// <summary>The names of all parameters.</summary>
    public static IReadOnlyList<string> Names { get; } = ["performance", "from", "to", "format", "page", "pageSize"];

    [FromQuery(Name = "performance")]
    [Description("The id of the only performance. Without it: all performances of the days.")]
    public string? Performance { get; init; }

    [FromQuery(Name = "from")]
    [Description("First day on which the performance starts, such as 2027-03-01. Without it: no beginning.")]
    public string? From { get; init; }

    [FromQuery(Name = "to")]
    [Description("Last day on which the performance starts, such as 2027-03-31. Without it: no end.")]
    public string? To { get; init; }

    [FromQuery(Name = "format")]
    [Description("json or xlsx. Without it: as the header Accept asks, or JSON. A workbook has everything and no pages.")]
    public string? Format { get; init; }

    [FromQuery(Name = "page")]
    [Description("The number of the page, from 1, which is also the default.")]
    public string? Page { get; init; }

    [FromQuery(Name = "pageSize")]
    [Description("The most entries on a page. Without it: 100.")]
    public string? PageSize { get; init; }
}
