namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A party that stands before a steward, and who of it is inside already.</summary>
/// <param name="Inside">Its check-in; null: nobody of it is inside.</param>
public sealed record PartyAtDoor(Reservation Reservation, Domain.Door.CheckIn? Inside)
{
    /// <summary>How many can still be let in, 0 or more.</summary>
    public int Left => Inside?.StillToCome(Reservation) ?? Reservation.PartySize;
}
