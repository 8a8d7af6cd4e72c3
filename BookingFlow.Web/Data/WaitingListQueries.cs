namespace BookingFlow.Web.Data;

/// <summary>The order of the waiting list.</summary>
public static class WaitingListQueries
{
    /// <summary>Orders reservations by the time at which they joined the waiting list; those of the same time by id.</summary>
    public static IOrderedQueryable<Reservation> InOrderOfWaiting(this IQueryable<Reservation> reservations) =>
        reservations.OrderBy(r => r.WaitingSince).ThenBy(r => r.Id);

    /// <summary>The waiting reservations of the same performance that are before a party in the order.</summary>
    public static IQueryable<Reservation> WaitingBefore(this BookingDbContext db, Reservation party)
    {
        var (id, performanceId, since) = (party.Id, party.PerformanceId, party.WaitingSince);
        return db.Reservations.Where(r =>
            r.PerformanceId == performanceId && r.Status == ReservationStatus.Waiting
            && (r.WaitingSince < since || (r.WaitingSince == since && r.Id < id)));
    }
}
