using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Api;

/// <summary>The query parameters of <c>/api/v1/performances</c> as they were sent. <see cref="ProgrammeFilter"/> reads them.</summary>
/// <remarks>All are texts, because the framework answers a value of the wrong type without saying what would be right.</remarks>
public sealed record ProgrammeParameters
{
    /// <summary>The names of all parameters.</summary>
    public static IReadOnlyList<string> Names { get; } = ["from", "to", "show", "language", "page", "pageSize"];

    [FromQuery(Name = "from")]
    [Description("First day, such as 2027-03-01. Without it, or if it is past: from now on.")]
    public string? From { get; init; }

    [FromQuery(Name = "to")]
    [Description("Last day, such as 2027-03-31. Without it: no end.")]
    public string? To { get; init; }

    [FromQuery(Name = "show")]
    [Description("The slug of the only show, present or former. Without it: all shows.")]
    public string? Show { get; init; }

    [FromQuery(Name = "language")]
    [Description("The language of the texts. Without it: as Accept-Language asks, or the venue's own.")]
    public string? Language { get; init; }

    [FromQuery(Name = "page")]
    [Description("The number of the page, from 1, which is also the default.")]
    public string? Page { get; init; }

    [FromQuery(Name = "pageSize")]
    [Description("The most performances on a page. Without it: 50.")]
    public string? PageSize { get; init; }
}
