using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>A show in the list of shows.</summary>
/// <param name="Poster">Null when the show has none; then one is generated.</param>
/// <param name="Next">The next performances, in order; the first few only.</param>
/// <param name="Upcoming">Number of all upcoming performances, including <paramref name="Next"/>.</param>
public sealed record ShowListing(string Slug, string Title, string Summary, PosterView? Poster, IReadOnlyList<PerformanceListing> Next, int Upcoming)
{
    /// <summary>Number of upcoming performances that are not in <see cref="Next"/>.</summary>
    public int More => Upcoming - Next.Count;
}
