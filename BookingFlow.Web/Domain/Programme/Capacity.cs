namespace BookingFlow.Web.Domain.Programme;

/// <summary>
/// Seat count of a performance: room capacity + additional seats − manually occupied seats − confirmed seats + released seats − access places held
/// back = seats left.
/// </summary>
/// <param name="Room">Capacity of the room, 0 or more.</param>
/// <param name="Additional">Additional seats, 0 or more.</param>
/// <param name="ManuallyOccupied">Seats that cannot be reserved, 0 or more.</param>
/// <param name="Confirmed">Seats of confirmed reservations, 0 or more.</param>
/// <param name="Released">Seats of confirmed parties that did not come in time, given to others at the door; 0 or more (docs/decisions/0052).</param>
public sealed record Capacity(int Room, int Additional, int ManuallyOccupied, int Confirmed, int Released = 0)
{
    /// <summary>The performance's wheelchair places and places for companions, taken or not; they are among its seats.</summary>
    public AccessPlaces AccessPlaces { get; init; }

    /// <summary>Access places of confirmed parties; more than <see cref="AccessPlaces"/> if those were reduced.</summary>
    public AccessPlaces AccessPlacesTaken { get; init; }

    /// <summary>Whether access places that are not taken count as seats left (docs/decisions/0069).</summary>
    public bool AccessPlacesReleased { get; init; }

    /// <summary>Those of <see cref="AccessPlaces"/> that no party has taken, held back or released.</summary>
    public AccessPlaces AccessPlacesLeft => AccessPlaces - AccessPlacesTaken;

    /// <summary>Seats that can be reserved, taken or not.</summary>
    public int Seats => Room + Additional - ManuallyOccupied;

    /// <summary>Seats that no confirmed party has, held back or not; negative if seats were removed from a full performance.</summary>
    public int Free => Seats - Confirmed + Released;

    /// <summary>Seats that are held back as access places: 0 to <see cref="Free"/>.</summary>
    public int HeldBack => AccessPlacesReleased ? 0 : Math.Min(AccessPlacesLeft.Total, Math.Max(0, Free));

    /// <summary>Seats left for parties that need no access place; negative if seats were removed from a full performance.</summary>
    public int SeatsLeft => Free - HeldBack;

    /// <summary>Returns the seats left for a party with these access places: those of <see cref="SeatsLeft"/>, and its places that are held back.</summary>
    /// <param name="places">Among <see cref="AccessPlacesLeft"/>.</param>
    public int SeatsLeftFor(AccessPlaces places) => SeatsLeft + Math.Min(places.Total, HeldBack);

    /// <summary>Whether so many access places are not taken.</summary>
    public bool Has(AccessPlaces places) =>
        places.Wheelchair <= AccessPlacesLeft.Wheelchair && places.Companion <= AccessPlacesLeft.Companion;

    /// <summary>Whether this capacity removes seats and leaves fewer than are confirmed.</summary>
    /// <remarks>Adding seats is never a cut, even if there are still too few afterwards.</remarks>
    public bool CutsBelowConfirmed(Capacity before) => SeatsLeft < 0 && Seats < before.Seats;

    /// <summary>Returns how many confirmed people a change would leave without a seat, 0 or more.</summary>
    public int MissingAfter(Capacity after) => after.CutsBelowConfirmed(this) ? Math.Min(-after.SeatsLeft, after.Confirmed) : 0;
}
