namespace BookingFlow.Web.Domain;

/// <summary>What stands against letting a party in, in the order of <see cref="FailureKind"/>.</summary>
public static class CheckInRules
{
    /// <summary>
    /// The first thing that holds, or null when the party can come in now.
    /// </summary>
    /// <param name="earlier">The check-in that the reservation already has, if any.</param>
    /// <param name="doorOf">The performance that this door was set to; null: any whose doors are open.</param>
    public static Failure? WhyNot(Reservation reservation, Performance performance, CheckIn? earlier, int? doorOf, HouseRules house, DateTime now)
    {
        if (performance.CancelledAt is not null)
        {
            return Failure.BookingClosed(BookingClosedReason.Cancelled, opensAt: null, performance.Facts);
        }

        if (reservation.Status == ReservationStatus.Cancelled)
        {
            return Failure.About(FailureKind.ReservationCancelled, performance.Facts);
        }

        if (reservation.Status != ReservationStatus.Confirmed)
        {
            return Failure.About(FailureKind.ReservationNotConfirmed, performance.Facts);
        }

        if (doorOf is { } here && here != performance.Id)
        {
            return Failure.About(FailureKind.WrongPerformance, performance.Facts);
        }

        if (house.DoorsOpenAt(performance) is { } opens && now < opens)
        {
            return Failure.OutsideCheckInWindow(opens, closedAt: null, performance.Facts);
        }

        if (house.DoorsCloseAt(performance) is { } closes && now >= closes)
        {
            return Failure.OutsideCheckInWindow(opensAt: null, closes, performance.Facts);
        }

        return earlier is null ? null : Failure.AlreadyCheckedIn(earlier.Facts, performance.Facts);
    }
}
