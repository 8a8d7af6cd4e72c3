namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Decides what a party can do with its own reservation.</summary>
/// <remarks>
/// A party can change its reservation until the doors close, or until the earlier time that the venue has set, but not once a member of the party
/// is checked in (docs/decisions/0048). Used by the party's page, for information, and by the changing transaction, under the lock.
/// </remarks>
public static class PartyRules
{
    /// <param name="isInside">Whether anybody of the party is checked in.</param>
    public static PartyState StateOf(Reservation reservation, bool isInside, BookingRules rules, DateTime now)
    {
        var performance = reservation.Performance;
        if (performance.CancelledAt is not null)
        {
            return PartyState.PerformanceCancelled;
        }

        if (now >= rules.BoxOfficeClosesAt(performance) && !isInside)
        {
            return PartyState.Over;
        }

        return reservation.Status switch
        {
            ReservationStatus.Confirmed when isInside => PartyState.CheckedIn,
            ReservationStatus.Confirmed => now < rules.ChangesCloseAt(performance) ? PartyState.Confirmed : PartyState.Closed,
            ReservationStatus.Pending => now < reservation.ExpiresAt ? PartyState.Pending : PartyState.Expired,
            ReservationStatus.Waiting when now < rules.WaitingListClosesAt(performance.StartsAt) => PartyState.Waiting,
            ReservationStatus.Waiting => PartyState.WaitingListClosed,
            ReservationStatus.Expired => reservation.WaitingSince is null ? PartyState.Expired : PartyState.WaitingListClosed,
            ReservationStatus.Cancelled => reservation is { ReleasedAt: null } or { ConfirmedAt: null } ? PartyState.Cancelled : PartyState.Released,
        };
    }

    /// <summary>Checks whether the party can change its size. The performance must have been recounted under the lock.</summary>
    /// <param name="people">1 or more.</param>
    /// <returns>
    /// InvalidInput (more people than one reservation may have), BookingClosed, ReservationCancelled, ConfirmationTokenExpired, NotPossible,
    /// NotEnoughSeats, or null.
    /// </returns>
    public static Failure? CheckPartySize(Reservation reservation, int people, bool isInside, BookingRules rules, DateTime now)
    {
        if (CheckOpen(reservation, isInside, rules, now) is { } closed)
        {
            return closed;
        }

        return people > reservation.PartySize ? CheckMore(reservation, people, rules, now) : null;
    }

    /// <summary>Checks whether the party can release its seats, withdraw a pending reservation, or leave the waiting list.</summary>
    /// <returns>As <see cref="CheckPartySize"/>.</returns>
    public static Failure? CheckRelease(Reservation reservation, bool isInside, BookingRules rules, DateTime now) =>
        CheckOpen(reservation, isInside, rules, now);

    /// <summary>
    /// Checks whether the party can take back the seats that it has released. The performance must have been recounted under the lock.
    /// </summary>
    /// <param name="people">1 to the party size.</param>
    /// <returns>
    /// BookingClosed, ReservationCancelled (not by the party itself, never confirmed, or erased), ConfirmationTokenUsed (taken back already),
    /// NotPossible, NotEnoughSeats, or null.
    /// </returns>
    public static Failure? CheckTakeBack(Reservation reservation, int people, BookingRules rules, DateTime now)
    {
        var performance = reservation.Performance;
        switch (StateOf(reservation, isInside: false, rules, now))
        {
            case PartyState.Confirmed or PartyState.Closed:
                return Failure.About(FailureKind.ConfirmationTokenUsed, performance.Facts);
            case not PartyState.Released:
                return CheckOpen(reservation, isInside: false, rules, now) ?? Failure.About(FailureKind.ReservationCancelled, performance.Facts);
        }

        if (reservation.ErasedAt is not null)
        {
            return Failure.About(FailureKind.ReservationCancelled, performance.Facts);
        }

        if (now >= rules.ChangesCloseAt(performance))
        {
            return Failure.NotPossible(Obstacle.ChangesClosed);
        }

        return performance.CheckSeats(people, reservation.AccessPlaces.For(people));
    }

    private static Failure? CheckOpen(Reservation reservation, bool isInside, BookingRules rules, DateTime now)
    {
        var performance = reservation.Performance;
        return StateOf(reservation, isInside, rules, now) switch
        {
            PartyState.Confirmed or PartyState.Pending or PartyState.Waiting => null,
            PartyState.PerformanceCancelled => Failure.BookingClosed(BookingClosedReason.Cancelled, opensAt: null, performance.Facts),
            PartyState.Over => Failure.BookingClosed(BookingClosedReason.Over, opensAt: null, performance.Facts),
            PartyState.Expired or PartyState.WaitingListClosed => Failure.About(FailureKind.ConfirmationTokenExpired, performance.Facts),
            PartyState.Released or PartyState.Cancelled => Failure.About(FailureKind.ReservationCancelled, performance.Facts),
            PartyState.CheckedIn => Failure.NotPossible(Obstacle.SomebodyInside),
            PartyState.Closed => Failure.NotPossible(Obstacle.ChangesClosed),
        };
    }

    private static Failure? CheckMore(Reservation reservation, int people, BookingRules rules, DateTime now)
    {
        var performance = reservation.Performance;
        var limit = rules.MaxPartySizeFor(performance.MaxPartySize);
        if (people > limit)
        {
            return Failure.InvalidInput(new InvalidField(FormField.PartySize, FieldProblem.TooMany, limit));
        }

        if (performance.GetBookingClosedReason(now) is { } reason)
        {
            return Failure.BookingClosed(reason, performance.BookingOpensAt, performance.Facts);
        }

        // A pending or waiting reservation takes no seats; whether it fits is decided when it is confirmed.
        // The seats left are those into which no waiting party fits: what comes free is given to them at once.
        return reservation.Status == ReservationStatus.Confirmed ? performance.CheckSeats(people - reservation.PartySize, AccessPlaces.None) : null;
    }
}
