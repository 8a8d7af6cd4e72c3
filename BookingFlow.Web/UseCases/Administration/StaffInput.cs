namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Submitted form for a new staff account, not yet validated.</summary>
public sealed record StaffInput(string? DisplayName, string? Email, string? Role);
