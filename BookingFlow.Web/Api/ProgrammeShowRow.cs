namespace BookingFlow.Web.Api;

/// <summary>A show and its picture, as they are stored.</summary>
public sealed record ProgrammeShowRow
{
    public required int Id { get; init; }

    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required string Description { get; init; }

    public required int? RunningMinutes { get; init; }

    /// <summary>Null if the show has no picture, as the type and the text are then.</summary>
    public required int? PosterId { get; init; }

    public required PictureType? PosterType { get; init; }

    public required string? PosterText { get; init; }

    /// <summary>Null also while the picture is not converted.</summary>
    public required int? PosterWidth { get; init; }

    /// <inheritdoc cref="PosterWidth"/>
    public required int? PosterHeight { get; init; }
}
