namespace BookingFlow.Web.Pages.Shows;

/// <summary>A page of the list of shows.</summary>
/// <param name="HasMore">Whether there is a next page. There is no total, because counting would read every performance.</param>
public sealed record ShowListPage(IReadOnlyList<ShowListing> Shows, bool HasMore);
