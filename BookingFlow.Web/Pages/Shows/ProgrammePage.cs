namespace BookingFlow.Web.Pages.Shows;

/// <summary>One page of the list of shows.</summary>
/// <param name="HasMore">Whether there is a page after it. How many there are in all is not counted: that would read every performance.</param>
public sealed record ProgrammePage(IReadOnlyList<ShowListing> Shows, bool HasMore);
