using BookingFlow.Web.Pages.Staff.Shared;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>A performance that would have fewer seats than confirmed people.</summary>
/// <param name="Missing">People without a seat, 1 or more.</param>
/// <param name="WithoutSeats">Parties that would have no seats: those that confirmed last.</param>
public sealed record CapacityShortfall(
    int Id, string ShowTitle, DateTime StartsAt, int Confirmed, int Seats, int Missing, IReadOnlyList<SeatedParty> WithoutSeats);
