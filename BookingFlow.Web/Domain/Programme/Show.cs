namespace BookingFlow.Web.Domain.Programme;

/// <summary>What is played.</summary>
public sealed class Show
{
    public int Id { get; set; }

    /// <summary>The show's part of its address: lower-case letters, digits and hyphens; unique.</summary>
    public required string Slug { get; set; }

    public required string Title { get; set; }

    /// <summary>One or two sentences for the list.</summary>
    public required string Summary { get; set; }

    /// <summary>The long text of the show's own page; Markdown (CommonMark), without HTML.</summary>
    public string Description { get; set; } = "";

    /// <summary>Minutes from curtain up to the end, intervals included; null when not known.</summary>
    public int? RunningMinutes { get; set; }

    /// <summary>Only published shows exist for visitors.</summary>
    public bool IsPublished { get; set; }
}
