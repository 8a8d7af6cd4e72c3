namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>A room in the list of rooms.</summary>
/// <param name="Upcoming">Number of upcoming performances that are not cancelled.</param>
public sealed record RoomListing(int Id, string Name, int Capacity, bool IsRetired, int Upcoming);
