namespace BookingFlow.Web.Pages.Shows;

/// <summary>A room and the directions to it.</summary>
public sealed record RoomView(string Name, Directions Directions);
