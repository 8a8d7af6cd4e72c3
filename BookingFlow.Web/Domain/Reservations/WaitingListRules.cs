namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Decides who can join the waiting list of a performance, and who gets seats that come free.</summary>
/// <remarks>
/// Seats that come free are given in the order of joining to each party that fits as a whole, or with at least the smallest number of people
/// that it named. A party that does not fit keeps its place (docs/decisions/0050).
/// </remarks>
public static class WaitingListRules
{
    /// <summary>Whether visitors can join the waiting list now.</summary>
    public static bool IsOpen(Performance performance, BookingRules rules, DateTime now) =>
        IsOpen(performance.GetBookingClosedReason(now), performance.StartsAt, rules, now);

    /// <param name="closed">Why visitors cannot book now; null if they can.</param>
    /// <inheritdoc cref="IsOpen(Performance, BookingRules, DateTime)"/>
    public static bool IsOpen(BookingClosedReason? closed, DateTime startsAt, BookingRules rules, DateTime now) =>
        closed is null && now < rules.WaitingListClosesAt(startsAt);

    /// <summary>Whether seats that come free are given to waiting parties now. They are also while booking is closed.</summary>
    public static bool GivesSeats(Performance performance, BookingRules rules, DateTime now) =>
        performance is { WaitingPeople: > 0, CancelledAt: null } && now < rules.WaitingListClosesAt(performance.StartsAt);

    /// <summary>Checks whether a party can join the waiting list with its confirmation link.</summary>
    /// <returns>
    /// BookingClosed, ConfirmationTokenInvalid, ReservationCancelled, ConfirmationTokenUsed, ConfirmationTokenExpired, NotEnoughSeats (the
    /// waiting list is closed), or null.
    /// </returns>
    public static Failure? CheckJoin(ReservationToken link, Reservation reservation, BookingRules rules, DateTime now)
    {
        var performance = reservation.Performance;
        return ConfirmationRules.CheckLink(link, reservation, performance, now)
            ?? (IsOpen(performance, rules, now) ? null : Failure.NotEnoughSeats(performance.SeatsLeft, performance.Facts));
    }

    /// <summary>
    /// Returns how many seats a waiting party gets: for the whole party, or at least the smallest number that it named; 0 if it does not fit.
    /// </summary>
    /// <remarks>A party that waits for an access place gets no seats without it.</remarks>
    public static int SeatsFor(Reservation party, Capacity capacity)
    {
        if (!capacity.Has(party.AccessPlaces))
        {
            return 0;
        }

        var people = Math.Min(party.PartySize, capacity.SeatsLeftFor(party.AccessPlaces));
        return people >= (party.SmallestParty ?? party.PartySize) ? people : 0;
    }
}
