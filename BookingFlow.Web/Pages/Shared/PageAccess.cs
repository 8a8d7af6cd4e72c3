namespace BookingFlow.Web.Pages.Shared;

/// <summary>Signed-in staff.</summary>
/// <param name="Policy">One of <see cref="Web.Staff.StaffPolicies"/>; null: whatever their role.</param>
public sealed record PageAccess(string? Policy);
