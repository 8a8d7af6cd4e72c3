namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>What a device shows of a party when its ticket is scanned.</summary>
/// <param name="Notes">The party's access places and ticks, in the language of the list, and its message; null if there is none of them.</param>
public sealed record ListedName(string Name, string Reference, string? Notes);
