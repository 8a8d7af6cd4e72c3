using System.ComponentModel;

namespace BookingFlow.Web.Api;

/// <summary>The answer of <c>/api/v1/performances</c>: some performances with their shows and rooms.</summary>
/// <remarks>
/// A property is never left out; one without a value is null. The descriptions are attributes, because they are also in the OpenAPI document. What
/// may be changed, and what not, is in docs/api.md.
/// </remarks>
public sealed record ProgrammePage
{
    [Description("The language of texts.day, texts.availability and texts.action: en, it, de, fr or es.")]
    public required string Language { get; init; }

    public required ProgrammeVenue Venue { get; init; }

    [Description("Public performances that have not started, the next one first. Cancelled ones are among them.")]
    public required IReadOnlyList<ProgrammePerformance> Performances { get; init; }

    [Description("The shows of these performances, in the same order.")]
    public required IReadOnlyList<ProgrammeShow> Shows { get; init; }

    [Description("The rooms of these performances, by name.")]
    public required IReadOnlyList<ProgrammeRoom> Rooms { get; init; }

    [Description("The number of this page, from 1.")]
    public required int Page { get; init; }

    [Description("The most performances on a page.")]
    public required int PageSize { get; init; }

    [Description("Address of the next page; null if this is the last one.")]
    public required Uri? Next { get; init; }
}
