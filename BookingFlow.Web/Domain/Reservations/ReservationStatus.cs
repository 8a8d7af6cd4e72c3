namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Status of a reservation. Stored in snake case.</summary>
public enum ReservationStatus
{
    /// <summary>Requested, not confirmed yet; takes no seats.</summary>
    Pending,

    /// <summary>Takes its seats.</summary>
    Confirmed,

    Cancelled,

    /// <summary>Not confirmed in time.</summary>
    Expired,
}
