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

    public Capacity Before => new(RoomBefore, AdditionalBefore, OccupiedBefore, Confirmed);

    public Capacity After => new(RoomAfter, AdditionalAfter, OccupiedAfter, Confirmed);

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
        Confirmed = after.Confirmed - after.Released,
    };
}
