namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A performance of tonight, to set a door to.</summary>
public sealed record DoorChoice(int Id, string ShowTitle, string RoomName, DateTime StartsAt);
