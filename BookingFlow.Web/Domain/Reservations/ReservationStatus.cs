namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Where a reservation stands. Stored as a word.</summary>
public enum ReservationStatus
{
    /// <summary>Asked for; takes no seat.</summary>
    Pending,

    /// <summary>Holds its seats.</summary>
    Confirmed,

    Cancelled,

    /// <summary>Never confirmed in time.</summary>
    Expired,
}
