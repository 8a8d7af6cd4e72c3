namespace BookingFlow.Web.Domain.Programme;

/// <summary>An entry of a performance's capacity ledger: the capacity before and after a change, when, by whom and why.</summary>
/// <remarks>Written under the performance's lock, together with the change.</remarks>
public sealed class CapacityChange
{
    public int Id { get; private set; }

    public int PerformanceId { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>Null for a command run in the server's shell.</summary>
    public int? StaffId { get; private set; }

    public string StaffName { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public int RoomBefore { get; private set; }

    public int RoomAfter { get; private set; }

    public int AdditionalBefore { get; private set; }

    public int AdditionalAfter { get; private set; }

    public int OccupiedBefore { get; private set; }

    public int OccupiedAfter { get; private set; }

    /// <summary>Seats of confirmed reservations at that time, without those that were given to others at the door.</summary>
    public int Confirmed { get; private set; }

    public int WheelchairBefore { get; private set; }

    public int WheelchairAfter { get; private set; }

    public int CompanionBefore { get; private set; }

    public int CompanionAfter { get; private set; }

    /// <summary>Whether access places that were not taken were released before the change.</summary>
    public bool AccessReleasedBefore { get; private set; }

    public bool AccessReleasedAfter { get; private set; }

    /// <summary>Wheelchair places of confirmed reservations at that time.</summary>
    public int ConfirmedWheelchair { get; private set; }

    /// <summary>Companion places of confirmed reservations at that time.</summary>
    public int ConfirmedCompanion { get; private set; }

    /// <summary>Whether access places were released by their hour, and by no staff member.</summary>
    public bool IsAutomatic => StaffId is null && StaffName.Length == 0;

    public Capacity Before => new(RoomBefore, AdditionalBefore, OccupiedBefore, Confirmed)
    {
        AccessPlaces = new(WheelchairBefore, CompanionBefore),
        AccessPlacesTaken = new(ConfirmedWheelchair, ConfirmedCompanion),
        AccessPlacesReleased = AccessReleasedBefore,
    };

    public Capacity After => new(RoomAfter, AdditionalAfter, OccupiedAfter, Confirmed)
    {
        AccessPlaces = new(WheelchairAfter, CompanionAfter),
        AccessPlacesTaken = new(ConfirmedWheelchair, ConfirmedCompanion),
        AccessPlacesReleased = AccessReleasedAfter,
    };

    /// <summary>Creates the entry of access places that are released by their hour.</summary>
    public static CapacityChange OfRelease(int performanceId, Capacity before, Capacity after, DateTime now) =>
        Of(performanceId, before, after, new Actor(Id: null, Name: ""), reason: "", now);

    public static CapacityChange Of(int performanceId, Capacity before, Capacity after, Actor by, string reason, DateTime now) => new()
    {
        PerformanceId = performanceId,
        At = now,
        StaffId = by.Id,
        StaffName = by.Name,
        Reason = reason,
        RoomBefore = before.Room,
        RoomAfter = after.Room,
        AdditionalBefore = before.Additional,
        AdditionalAfter = after.Additional,
        OccupiedBefore = before.ManuallyOccupied,
        OccupiedAfter = after.ManuallyOccupied,
        WheelchairBefore = before.AccessPlaces.Wheelchair,
        WheelchairAfter = after.AccessPlaces.Wheelchair,
        CompanionBefore = before.AccessPlaces.Companion,
        CompanionAfter = after.AccessPlaces.Companion,
        AccessReleasedBefore = before.AccessPlacesReleased,
        AccessReleasedAfter = after.AccessPlacesReleased,
        ConfirmedWheelchair = after.AccessPlacesTaken.Wheelchair,
        ConfirmedCompanion = after.AccessPlacesTaken.Companion,
        Confirmed = after.Confirmed - after.Released,
    };
}
