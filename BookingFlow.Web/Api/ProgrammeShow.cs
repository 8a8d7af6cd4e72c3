using System.ComponentModel;

namespace BookingFlow.Web.Api;

/// <summary>A show, as other websites show it. Its texts are in the language in which the venue has written them.</summary>
public sealed record ProgrammeShow
{
    [Description("It stays the same when the show gets another title or slug.")]
    public required int Id { get; init; }

    [Description("The last part of the address of the show's page, and the value of the parameter show.")]
    public required string Slug { get; init; }

    public required string Title { get; init; }

    [Description("One or two sentences.")]
    public required string Summary { get; init; }

    [Description("Long text, as Markdown (CommonMark) without HTML; empty if there is none.")]
    public required string Description { get; init; }

    [Description("The long text as HTML: paragraphs, headings from h3, lists, quotations, code, emphasis and links; no script, style or picture.")]
    public required string DescriptionHtml { get; init; }

    [Description("Running time in minutes, intervals included; null if not known.")]
    public required int? RunningMinutes { get; init; }

    [Description("The show's picture; null if it has none.")]
    public required ProgrammePicture? Picture { get; init; }

    [Description("A JPEG of 1200 × 630 pixels for previews, drawn if the show has no picture; null while an old picture is not converted.")]
    public required Uri? Preview { get; init; }

    [Description("Address of the show's page.")]
    public required Uri Link { get; init; }
}
