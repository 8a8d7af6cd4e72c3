namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Status of a reservation. Stored in snake case.</summary>
public enum ReservationStatus
{
    /// <summary>Requested, not confirmed yet; takes no seats.</summary>
    Pending,

    /// <summary>On the waiting list of its performance; takes no seats.</summary>
    Waiting,

    /// <summary>Takes its seats.</summary>
    Confirmed,

    Cancelled,

    /// <summary>Not confirmed in time, or still on the waiting list when it closed.</summary>
    Expired,
}
