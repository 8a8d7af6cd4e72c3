namespace BookingFlow.Web.Domain.Programme;

/// <summary>
/// Seat count of a performance: room capacity + additional seats − manually occupied seats − confirmed seats + released seats = seats left.
/// </summary>
/// <param name="Room">Capacity of the room, 0 or more.</param>
/// <param name="Additional">Additional seats, 0 or more.</param>
/// <param name="ManuallyOccupied">Seats that cannot be reserved, 0 or more.</param>
/// <param name="Confirmed">Seats of confirmed reservations, 0 or more.</param>
/// <param name="Released">Seats of confirmed parties that did not come in time, given to others at the door; 0 or more (docs/decisions/0052).</param>
public sealed record Capacity(int Room, int Additional, int ManuallyOccupied, int Confirmed, int Released = 0)
{
    /// <summary>Seats that can be reserved, taken or not.</summary>
    public int Seats => Room + Additional - ManuallyOccupied;

    /// <summary>Seats left; negative if seats were removed from a full performance.</summary>
    public int SeatsLeft => Seats - Confirmed + Released;

    /// <summary>Whether this capacity removes seats and leaves fewer than are confirmed.</summary>
    /// <remarks>Adding seats is never a cut, even if there are still too few afterwards.</remarks>
    public bool CutsBelowConfirmed(Capacity before) => SeatsLeft < 0 && Seats < before.Seats;

    /// <summary>Returns how many confirmed people a change would leave without a seat, 0 or more.</summary>
    public int MissingAfter(Capacity after) => after.CutsBelowConfirmed(this) ? Math.Min(-after.SeatsLeft, after.Confirmed) : 0;
}
