namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A performance that a door can be assigned to.</summary>
public sealed record DoorChoice(int Id, string ShowTitle, string RoomName, DateTime StartsAt);
