namespace BookingFlow.Web.Domain.Programme;

/// <summary>A play, concert or other programme item, which has performances.</summary>
public sealed class Show
{
    public int Id { get; set; }

    /// <summary>URL segment of the show's page (<see cref="Domain.Programme.Slug"/>); unique.</summary>
    public required string Slug { get; set; }

    public required string Title { get; set; }

    /// <summary>One or two sentences, for the list of shows.</summary>
    public required string Summary { get; set; }

    /// <summary>Long text for the show's page; Markdown (CommonMark), without HTML.</summary>
    public string Description { get; set; } = "";

    /// <summary>Running time in minutes, intervals included; null if not known.</summary>
    public int? RunningMinutes { get; set; }

    /// <summary>Whether admission is free of charge. If not, the program does not know what is paid at the door.</summary>
    public bool IsFree { get; set; }

    /// <summary>Whether visitors can see the show and its public performances.</summary>
    public bool IsPublished { get; set; }
}
