namespace BookingFlow.Web.Pages.Shared;

/// <summary>Declares that a page requires signed-in staff.</summary>
/// <param name="Policy">One of <see cref="Web.Staff.StaffPolicies"/>; null for any role.</param>
public sealed record PageAccess(string? Policy);
