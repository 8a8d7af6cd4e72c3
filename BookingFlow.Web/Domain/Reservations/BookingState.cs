namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Decides whether visitors can book a performance.</summary>
/// <remarks>It takes single values, not a <see cref="Performance"/>, so that lists, which read only the columns they show, can use it.</remarks>
public static class BookingState
{
    /// <summary>Returns the most relevant reason why booking is closed, or null if it is open. All times are UTC.</summary>
    public static BookingClosedReason? GetClosedReason(
        DateTime now, DateTime startsAt, bool enabled, DateTime? opensAt, DateTime? closesAt, DateTime? cancelledAt)
    {
        if (cancelledAt is not null)
        {
            return BookingClosedReason.Cancelled;
        }

        // Booking ends with the start even if the closing time is later.
        if (now >= startsAt || now >= closesAt)
        {
            return BookingClosedReason.Over;
        }

        if (!enabled)
        {
            return BookingClosedReason.Disabled;
        }

        return now < opensAt ? BookingClosedReason.NotYetOpen : null;
    }
}
