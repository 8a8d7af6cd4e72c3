namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>What a device shows of a party when its ticket is scanned.</summary>
/// <param name="Notes">The party's message; null if there is none.</param>
public sealed record ListedName(string Name, string Reference, string? Notes);
