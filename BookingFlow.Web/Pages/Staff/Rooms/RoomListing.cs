namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <param name="Upcoming">Performances that are still to come and were not called off.</param>
public sealed record RoomListing(int Id, string Name, int Capacity, bool IsRetired, int Upcoming);
