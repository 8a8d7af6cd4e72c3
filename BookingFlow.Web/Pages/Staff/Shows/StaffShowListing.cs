namespace BookingFlow.Web.Pages.Staff.Shows;

/// <param name="NextAt">When it is played next; UTC; null: nothing is planned.</param>
public sealed record StaffShowListing(int Id, string Title, bool IsPublished, DateTime? NextAt);
