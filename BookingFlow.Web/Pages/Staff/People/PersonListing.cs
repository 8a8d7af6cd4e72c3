using BookingFlow.Web.Staff;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>A staff account, for Administrators.</summary>
/// <param name="Role">One of <see cref="StaffRoles"/>; null: none.</param>
/// <param name="HasPassword">False: invited, but the invitation was not used yet.</param>
/// <param name="DisabledAt">When the account was disabled (UTC); null: enabled.</param>
public sealed record PersonListing(int Id, string DisplayName, string Email, string? Role, bool HasPassword, bool HasTwoFactor, DateTime? DisabledAt);
