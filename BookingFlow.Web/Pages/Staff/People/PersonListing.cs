using BookingFlow.Web.Staff;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>A colleague as Administrators see one.</summary>
/// <param name="Role">One of <see cref="StaffRoles"/>; null: none.</param>
/// <param name="HasPassword">False: invited, and the link was not used yet.</param>
/// <param name="DisabledAt">UTC; null: can sign in.</param>
public sealed record PersonListing(int Id, string DisplayName, string Email, string? Role, bool HasPassword, bool HasTwoFactor, DateTime? DisabledAt);
