namespace BookingFlow.Web.Domain.Reservations;

/// <summary>
/// What stands against an act of the box office on a reservation. The desk may do what a visitor may not: sell for
/// private performances, before booking opens and after it closes, and for parties above the house's limit. It never
/// sells a seat that is not there.
/// </summary>
public static class DeskRules
{
    /// <summary>Against new seats for a party; the performance must be recounted under the lock.</summary>
    /// <param name="seats">How many more are asked for; below 1 nothing stands against it but the performance itself.</param>
    public static Failure? WhyNoSeats(Performance performance, int seats, BookingRules house, DateTime now)
    {
        if (WhyNothingAt(performance, house, now) is { } obstacle)
        {
            return Failure.NotPossible(obstacle);
        }

        return seats > 0 && seats > performance.SeatsLeft ? Failure.NotEnoughSeats(performance.SeatsLeft, performance.Facts) : null;
    }

    /// <summary>Against confirming it for a party whose mail never came; one that has expired can be.</summary>
    public static Failure? WhyNotConfirm(Reservation reservation, BookingRules house, DateTime now) => reservation.Status switch
    {
        ReservationStatus.Cancelled => Failure.NotPossible(Obstacle.ReservationCancelled),
        ReservationStatus.Confirmed => Failure.NotPossible(Obstacle.AlreadyConfirmed),
        ReservationStatus.Pending or ReservationStatus.Expired => WhyNoSeats(reservation.Performance, reservation.PartySize, house, now),
    };

    /// <summary>Against another party size. Only a confirmed party needs the seats.</summary>
    public static Failure? WhyNotChange(
        Reservation reservation, int partySize, bool isInside, BookingRules house, DateTime now) => reservation.Status switch
        {
            ReservationStatus.Cancelled => Failure.NotPossible(Obstacle.ReservationCancelled),
            ReservationStatus.Expired => Failure.NotPossible(Obstacle.NotConfirmed),
            ReservationStatus.Confirmed when isInside => Failure.NotPossible(Obstacle.PartyCheckedIn),
            ReservationStatus.Confirmed => WhyNoSeats(reservation.Performance, partySize - reservation.PartySize, house, now),
            ReservationStatus.Pending => WhyNoSeats(reservation.Performance, 0, house, now),
        };

    /// <summary>Against giving the seats back.</summary>
    public static Failure? WhyNotCancel(Reservation reservation, bool isInside)
    {
        if (reservation.Status == ReservationStatus.Cancelled)
        {
            return Failure.NotPossible(Obstacle.ReservationCancelled);
        }

        return isInside ? Failure.NotPossible(Obstacle.PartyCheckedIn) : null;
    }

    /// <summary>Against moving it anywhere.</summary>
    public static Failure? WhyNotMove(Reservation reservation, bool isInside) => reservation.Status switch
    {
        ReservationStatus.Cancelled => Failure.NotPossible(Obstacle.ReservationCancelled),
        ReservationStatus.Pending or ReservationStatus.Expired => Failure.NotPossible(Obstacle.NotConfirmed),
        ReservationStatus.Confirmed => isInside ? Failure.NotPossible(Obstacle.PartyCheckedIn) : null,
    };

    /// <summary>Against moving it to another performance, which must be recounted under the lock like its own.</summary>
    public static Failure? WhyNotMove(Reservation reservation, Performance to, bool isInside, BookingRules house, DateTime now)
    {
        if (WhyNotMove(reservation, isInside) is { } refusal)
        {
            return refusal;
        }

        return reservation.PerformanceId == to.Id
            ? Failure.NotPossible(Obstacle.AlreadyThere)
            : WhyNoSeats(to, reservation.PartySize, house, now);
    }

    /// <summary>Which mail the party gets when it asks for its mail once more: the link, or the ticket; or why none.</summary>
    public static Result<MailKind> MailAgain(Reservation reservation, BookingRules house, DateTime now)
    {
        if (WhyNothingAt(reservation.Performance, house, now) is { } obstacle)
        {
            return Failure.NotPossible(obstacle);
        }

        return reservation.Status switch
        {
            ReservationStatus.Cancelled => Failure.NotPossible(Obstacle.ReservationCancelled),
            ReservationStatus.Expired => Failure.NotPossible(Obstacle.NotConfirmed),
            ReservationStatus.Pending when reservation.Email is null => Failure.NotPossible(Obstacle.NoEmail),
            ReservationStatus.Confirmed when reservation.Email is null => Failure.NotPossible(Obstacle.NoEmail),
            ReservationStatus.Pending =>
                now < reservation.Performance.StartsAt ? MailKind.Confirmation : Failure.NotPossible(Obstacle.PerformanceHasBegun),
            ReservationStatus.Confirmed => MailKind.Ticket,
        };
    }

    /// <summary>Against a ticket in the hand.</summary>
    public static Failure? WhyNoTicket(Reservation reservation) => reservation.Status switch
    {
        ReservationStatus.Cancelled => Failure.NotPossible(Obstacle.ReservationCancelled),
        ReservationStatus.Pending or ReservationStatus.Expired => Failure.NotPossible(Obstacle.NotConfirmed),
        ReservationStatus.Confirmed => null,
    };

    private static Obstacle? WhyNothingAt(Performance performance, BookingRules house, DateTime now)
    {
        if (performance.CancelledAt is not null)
        {
            return Obstacle.PerformanceCancelled;
        }

        return now >= house.DeskClosesAt(performance) ? Obstacle.PerformanceHasBegun : null;
    }
}
