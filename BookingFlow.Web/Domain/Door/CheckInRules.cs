namespace BookingFlow.Web.Domain.Door;

/// <summary>Decides whether a party can be admitted, and whether a check-in can be undone.</summary>
public static class CheckInRules
{
    /// <summary>How long stewards can undo their own check-ins; later only the box office can.</summary>
    public static readonly TimeSpan SelfUndoWindow = TimeSpan.FromMinutes(2);

    /// <summary>Checks whether a party can be admitted now.</summary>
    /// <param name="earlier">The reservation's existing check-in; null if there is none.</param>
    /// <param name="assignedPerformanceId">The performance assigned to this door; null to accept any whose doors are open.</param>
    /// <param name="isRemainder">Whether the rest of a partly admitted party is to be admitted.</param>
    /// <param name="recordedLater">Whether a check-in made on paper is recorded; the doors may be closed by then.</param>
    /// <returns>The first failure that applies, in the order of <see cref="FailureKind"/>; null if the party can be admitted.</returns>
    public static Failure? CheckAdmission(
        Reservation reservation, Performance performance, CheckIn? earlier, int? assignedPerformanceId, BookingRules rules, DateTime now,
        bool isRemainder = false, bool recordedLater = false)
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

        if (assignedPerformanceId is { } assigned && assigned != performance.Id)
        {
            return Failure.About(FailureKind.WrongPerformance, performance.Facts);
        }

        if (rules.DoorsOpenAt(performance) is { } opens && now < opens)
        {
            return Failure.OutsideCheckInWindow(opens, closedAt: null, performance.Facts);
        }

        if (!recordedLater && rules.DoorsCloseAt(performance) is { } closes && now >= closes)
        {
            return Failure.OutsideCheckInWindow(opensAt: null, closes, performance.Facts);
        }

        return earlier is null || (isRemainder && earlier.StillToCome(reservation) > 0)
            ? null
            : Failure.AlreadyCheckedIn(earlier.FactsOf(reservation), performance.Facts);
    }

    /// <summary>Validates the number of people to admit: 1 to the number of the party still to come.</summary>
    /// <remarks>A wrong number is rejected and never adjusted: it means that the steward has the wrong party or has miscounted.</remarks>
    /// <returns>The problem, or null if the number is valid.</returns>
    public static InvalidField? ValidatePeople(Reservation party, CheckIn? earlier, int people)
    {
        var left = earlier?.StillToCome(party) ?? party.PartySize;
        return people < 1
            ? new InvalidField(FormField.People, FieldProblem.NotPositive)
            : people > left ? new InvalidField(FormField.People, FieldProblem.TooMany, left) : null;
    }

    /// <summary>
    /// Checks whether a check-in can be undone or corrected: by the box office always, by a steward only their own and within
    /// <see cref="SelfUndoWindow"/>.
    /// </summary>
    /// <param name="maySell">Whether the staff member belongs to the box office or is an Administrator.</param>
    /// <returns>NotPossible (not checked in), NotPermitted, or null.</returns>
    public static Failure? CheckUndo(CheckIn? checkIn, Steward by, bool maySell, DateTime now)
    {
        if (checkIn is null)
        {
            return Failure.NotPossible(Obstacle.NotCheckedIn);
        }

        return maySell || (by.Made(checkIn.StaffId, checkIn.StaffName) && now < checkIn.At + SelfUndoWindow)
            ? null
            : new Failure(FailureKind.NotPermitted);
    }
}
