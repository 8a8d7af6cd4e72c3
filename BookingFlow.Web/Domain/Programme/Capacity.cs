namespace BookingFlow.Web.Domain.Programme;

/// <summary>
/// The sum that everything is about, in its one place: room capacity + additional seats − manually occupied seats
/// − confirmed seats = seats left. Only confirmed reservations take seats.
/// </summary>
public sealed record Capacity(int Room, int Additional, int ManuallyOccupied, int Confirmed)
{
    /// <summary>The seats that can be filled at all.</summary>
    public int Seats => Room + Additional - ManuallyOccupied;

    /// <summary>May be below zero, when the house took seats away from a full performance.</summary>
    public int SeatsLeft => Seats - Confirmed;

    /// <summary>
    /// Whether this takes seats away and leaves fewer than are confirmed. Giving seats back to a performance that has too
    /// few is no cut, even where it still has too few afterwards.
    /// </summary>
    public bool CutsBelowConfirmed(Capacity before) => SeatsLeft < 0 && Seats < before.Seats;

    /// <summary>How many confirmed people would have no seat after a change, 0 or more.</summary>
    public int MissingAfter(Capacity after) => after.CutsBelowConfirmed(this) ? Math.Min(-after.SeatsLeft, after.Confirmed) : 0;
}
