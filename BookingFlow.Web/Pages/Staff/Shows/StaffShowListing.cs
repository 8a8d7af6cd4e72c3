namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>A show in the staff's list of shows.</summary>
/// <param name="NextAt">Start of its next performance (UTC); null: none is planned.</param>
public sealed record StaffShowListing(int Id, string Title, bool IsPublished, DateTime? NextAt);
