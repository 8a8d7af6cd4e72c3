namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Why visitors cannot book a performance.</summary>
public enum BookingClosedReason
{
    Cancelled,
    Over,
    Disabled,
    NotYetOpen,
}
