using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>A show on the list, with its next performances.</summary>
/// <param name="Poster">Null: one is drawn.</param>
/// <param name="Upcoming">How many are to come in all, those of <paramref name="Next"/> among them.</param>
public sealed record ShowListing(string Slug, string Title, string Summary, PosterView? Poster, IReadOnlyList<PerformanceListing> Next, int Upcoming)
{
    /// <summary>How many more the show's own page has.</summary>
    public int More => Upcoming - Next.Count;
}
