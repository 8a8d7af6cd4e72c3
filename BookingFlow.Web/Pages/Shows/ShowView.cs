using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>A show as visitors see it, for its page and for the staff's preview.</summary>
public sealed record ShowView(
    int Id, string Slug, string Title, string Summary, string Description, int? RunningMinutes, bool IsPublished, PosterView? Poster,
        IReadOnlyList<PerformanceListing> Performances)
{
    /// <inheritdoc cref="Show.IsFree"/>
    public bool IsFree { get; init; }

    /// <inheritdoc cref="Show.SeveralAtOnce"/>
    public bool SeveralAtOnce { get; init; }

    /// <summary>The former starts of rescheduled performances by their id, in the order of the changes; UTC.</summary>
    public ILookup<int, DateTime> FormerStarts { get; init; } = Array.Empty<int>().ToLookup(id => id, _ => default(DateTime));

    /// <summary>The rooms of these performances that have directions.</summary>
    public IReadOnlyList<RoomView> Rooms { get; init; } = [];
}
