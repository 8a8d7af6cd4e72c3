namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Decides what the box office can do with a reservation.</summary>
/// <remarks>
/// The box office may do more than visitors: sell for private performances, before booking opens and after it closes, and to parties above
/// the venue's maximum size. It can never sell more seats than there are.
/// </remarks>
public static class BoxOfficeRules
{
    /// <summary>Checks whether additional seats can be taken. The performance must have been recounted under the lock.</summary>
    /// <param name="seats">Additional seats needed; for 0 or less, only the state of the performance is checked.</param>
    /// <param name="places">Additional access places needed, among the seats.</param>
    /// <returns>NotPossible, NotEnoughSeats, or null.</returns>
    public static Failure? CheckSeats(Performance performance, int seats, AccessPlaces places, BookingRules rules, DateTime now)
    {
        if (FindObstacle(performance, rules, now) is { } obstacle)
        {
            return Failure.NotPossible(obstacle);
        }

        return seats > 0 || !places.IsNone ? performance.CheckSeats(Math.Max(0, seats), places) : null;
    }

    /// <summary>Checks whether a pending, waiting or expired reservation can be confirmed without its link.</summary>
    public static Failure? CheckConfirm(Reservation reservation, BookingRules rules, DateTime now) => reservation.Status switch
    {
        ReservationStatus.Cancelled => Failure.NotPossible(Obstacle.ReservationCancelled),
        ReservationStatus.Confirmed => Failure.NotPossible(Obstacle.AlreadyConfirmed),
        ReservationStatus.Pending or ReservationStatus.Waiting or ReservationStatus.Expired when reservation.ErasedAt is not null =>
            Failure.NotPossible(Obstacle.PersonalDataErased),
        ReservationStatus.Pending or ReservationStatus.Waiting or ReservationStatus.Expired =>
            CheckSeats(reservation.Performance, reservation.PartySize, reservation.AccessPlaces, rules, now),
    };

    /// <summary>Checks whether party size and access places can be changed. Only a confirmed reservation needs the seats.</summary>
    /// <param name="places">The access places of the changed party.</param>
    public static Failure? CheckPartySize(
        Reservation reservation, int partySize, AccessPlaces places, bool isInside, BookingRules rules, DateTime now) => reservation.Status switch
        {
            ReservationStatus.Cancelled => Failure.NotPossible(Obstacle.ReservationCancelled),
            ReservationStatus.Expired => Failure.NotPossible(Obstacle.NotConfirmed),
            ReservationStatus.Confirmed when isInside => Failure.NotPossible(Obstacle.PartyCheckedIn),
            ReservationStatus.Confirmed =>
                CheckSeats(reservation.Performance, partySize - reservation.PartySize, places - reservation.AccessPlaces, rules, now),
            ReservationStatus.Pending or ReservationStatus.Waiting => CheckSeats(reservation.Performance, 0, AccessPlaces.None, rules, now),
        };

    /// <summary>Checks whether the reservation can be cancelled.</summary>
    public static Failure? CheckCancel(Reservation reservation, bool isInside)
    {
        if (reservation.Status == ReservationStatus.Cancelled)
        {
            return Failure.NotPossible(Obstacle.ReservationCancelled);
        }

        return isInside ? Failure.NotPossible(Obstacle.PartyCheckedIn) : null;
    }

    /// <summary>Checks whether a cancellation can be undone: of a reservation that had seats, while they are left.</summary>
    /// <returns>NotPossible, NotEnoughSeats, or null.</returns>
    public static Failure? CheckReinstate(Reservation reservation, BookingRules rules, DateTime now) => reservation.Status switch
    {
        ReservationStatus.Confirmed => Failure.NotPossible(Obstacle.AlreadyConfirmed),
        ReservationStatus.Pending or ReservationStatus.Waiting or ReservationStatus.Expired => Failure.NotPossible(Obstacle.NotConfirmed),
        ReservationStatus.Cancelled when reservation.ErasedAt is not null => Failure.NotPossible(Obstacle.PersonalDataErased),
        ReservationStatus.Cancelled when reservation.ConfirmedAt is null => Failure.NotPossible(Obstacle.NotConfirmed),
        ReservationStatus.Cancelled => CheckSeats(reservation.Performance, reservation.PartySize, reservation.AccessPlaces, rules, now),
    };

    /// <summary>Checks whether the reservation can be moved at all, whatever the target.</summary>
    public static Failure? CheckMove(Reservation reservation, bool isInside) => reservation.Status switch
    {
        ReservationStatus.Cancelled => Failure.NotPossible(Obstacle.ReservationCancelled),
        ReservationStatus.Pending or ReservationStatus.Waiting or ReservationStatus.Expired => Failure.NotPossible(Obstacle.NotConfirmed),
        ReservationStatus.Confirmed when reservation.ErasedAt is not null => Failure.NotPossible(Obstacle.PersonalDataErased),
        ReservationStatus.Confirmed => isInside ? Failure.NotPossible(Obstacle.PartyCheckedIn) : null,
    };

    /// <summary>Checks whether the reservation can be moved to a performance. Both performances must have been recounted under the lock.</summary>
    public static Failure? CheckMove(Reservation reservation, Performance to, bool isInside, BookingRules rules, DateTime now)
    {
        if (CheckMove(reservation, isInside) is { } refusal)
        {
            return refusal;
        }

        return reservation.PerformanceId == to.Id
            ? Failure.NotPossible(Obstacle.AlreadyThere)
            : CheckSeats(to, reservation.PartySize, reservation.AccessPlaces, rules, now);
    }

    /// <summary>Returns which mail to send again: the confirmation link to a pending or waiting party, the ticket to a confirmed one.</summary>
    /// <returns>The kind of mail, or: NotPossible.</returns>
    public static Result<MailKind> ChooseResendMail(Reservation reservation, BookingRules rules, DateTime now)
    {
        if (FindObstacle(reservation.Performance, rules, now) is { } obstacle)
        {
            return Failure.NotPossible(obstacle);
        }

        return reservation.Status switch
        {
            ReservationStatus.Cancelled => Failure.NotPossible(Obstacle.ReservationCancelled),
            ReservationStatus.Expired => Failure.NotPossible(Obstacle.NotConfirmed),
            ReservationStatus.Pending or ReservationStatus.Waiting or ReservationStatus.Confirmed when reservation.Email is null =>
                Failure.NotPossible(Obstacle.NoEmail),
            ReservationStatus.Pending or ReservationStatus.Waiting =>
                now < reservation.Performance.StartsAt ? MailKind.Confirmation : Failure.NotPossible(Obstacle.PerformanceHasBegun),
            ReservationStatus.Confirmed => MailKind.Ticket,
        };
    }

    /// <summary>Checks whether the party's personal data can be erased: not while it may still come, because the door needs its name.</summary>
    /// <returns>NotPossible (StillReserved), or null.</returns>
    public static Failure? CheckErase(Reservation reservation, BookingRules rules, DateTime now) => reservation.Status switch
    {
        ReservationStatus.Cancelled or ReservationStatus.Expired => null,
        ReservationStatus.Pending or ReservationStatus.Waiting or ReservationStatus.Confirmed =>
            now < rules.BoxOfficeClosesAt(reservation.Performance) ? Failure.NotPossible(Obstacle.StillReserved) : null,
    };

    /// <summary>Checks whether a ticket can be printed.</summary>
    public static Failure? CheckPrintTicket(Reservation reservation) => reservation.Status switch
    {
        ReservationStatus.Cancelled => Failure.NotPossible(Obstacle.ReservationCancelled),
        ReservationStatus.Pending or ReservationStatus.Waiting or ReservationStatus.Expired => Failure.NotPossible(Obstacle.NotConfirmed),
        ReservationStatus.Confirmed => null,
    };

    private static Obstacle? FindObstacle(Performance performance, BookingRules rules, DateTime now)
    {
        if (performance.CancelledAt is not null)
        {
            return Obstacle.PerformanceCancelled;
        }

        return now >= rules.BoxOfficeClosesAt(performance) ? Obstacle.PerformanceHasBegun : null;
    }
}
