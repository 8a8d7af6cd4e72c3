namespace BookingFlow.Web.Domain.Reservations;

/// <summary>
/// The one place that decides whether booking is open. It takes bare values so that a list, which reads only
/// the columns it shows, follows the same rule as the form and the lock.
/// </summary>
public static class BookingState
{
    /// <summary>The reason that matters most to the visitor, or null when booking is open. All times UTC.</summary>
    public static BookingClosedReason? WhyClosed(
        DateTime now, DateTime startsAt, bool enabled, DateTime? opensAt, DateTime? closesAt, DateTime? cancelledAt)
    {
        if (cancelledAt is not null)
        {
            return BookingClosedReason.Cancelled;
        }

        // A closing time after curtain up would sell seats for a play that has begun.
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
