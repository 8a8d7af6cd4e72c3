namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A party at the door: its reservation and its check-in.</summary>
/// <param name="CheckIn">Null: none of the party is inside.</param>
public sealed record PartyAtDoor(Reservation Reservation, Domain.Door.CheckIn? CheckIn)
{
    /// <summary>People who can still be admitted, 0 or more.</summary>
    public int Remaining => CheckIn?.StillToCome(Reservation) ?? Reservation.PartySize;
}
