namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A colleague as typed by whoever invites, as it came.</summary>
public sealed record StaffInput(string? DisplayName, string? Email, string? Role);
