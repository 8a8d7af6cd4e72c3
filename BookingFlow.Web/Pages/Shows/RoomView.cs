namespace BookingFlow.Web.Pages.Shows;

/// <summary>A room and how it is found.</summary>
public sealed record RoomView(string Name, Directions Way);
