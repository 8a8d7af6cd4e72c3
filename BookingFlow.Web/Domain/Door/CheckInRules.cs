namespace BookingFlow.Web.Domain.Door;

/// <summary>What stands against letting a party in, in the order of <see cref="FailureKind"/>; and against taking that back.</summary>
public static class CheckInRules
{
    /// <summary>How long a steward may take back what was a mistake of the moment; later somebody of the box office can.</summary>
    public static readonly TimeSpan OwnMistake = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The first thing that holds, or null when the party can come in now.
    /// </summary>
    /// <param name="earlier">The check-in that the reservation already has, if any.</param>
    /// <param name="doorOf">The performance that this door was set to; null: any whose doors are open.</param>
    /// <param name="isRest">Whether the rest of a party is asked for, of which some are inside already.</param>
    /// <param name="afterwards">Whether it is written down later what happened on paper: then the doors may be closed.</param>
    public static Failure? WhyNot(
        Reservation reservation, Performance performance, CheckIn? earlier, int? doorOf, BookingRules house, DateTime now,
        bool isRest = false, bool afterwards = false)
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

        if (!afterwards && house.DoorsCloseAt(performance) is { } closes && now >= closes)
        {
            return Failure.OutsideCheckInWindow(opensAt: null, closes, performance.Facts);
        }

        return earlier is null || (isRest && earlier.StillToCome(reservation) > 0)
            ? null
            : Failure.AlreadyCheckedIn(earlier.FactsOf(reservation), performance.Facts);
    }

    /// <summary>
    /// What is wrong with the number of people who are here: 1 to what is left of the party. A wrong one is told and never
    /// made to fit, for the steward has counted and the program has not.
    /// </summary>
    public static InvalidField? WhyNotSoMany(Reservation party, CheckIn? earlier, int people)
    {
        var left = earlier?.StillToCome(party) ?? party.PartySize;
        return people < 1
            ? new InvalidField(FormField.People, FieldProblem.NotPositive)
            : people > left ? new InvalidField(FormField.People, FieldProblem.TooMany, left) : null;
    }

    /// <summary>
    /// Against undoing or correcting a check-in: the box office always may; a steward, what was their own within
    /// <see cref="OwnMistake"/>.
    /// </summary>
    public static Failure? WhyNoUndo(CheckIn? checkIn, int staffId, bool maySell, DateTime now)
    {
        if (checkIn is null)
        {
            return Failure.NotPossible(Obstacle.NotCheckedIn);
        }

        return maySell || (checkIn.StaffId == staffId && now < checkIn.At + OwnMistake) ? null : new Failure(FailureKind.NotPermitted);
    }
}
