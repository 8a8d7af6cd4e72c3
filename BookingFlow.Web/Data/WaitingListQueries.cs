namespace BookingFlow.Web.Data;

/// <summary>Queries for the parties of a waiting list, and their order.</summary>
public static class WaitingListQueries
{
    /// <summary>Orders reservations by the time at which they joined the waiting list; those of the same time by id.</summary>
    public static IOrderedQueryable<Reservation> InOrderOfWaiting(this IQueryable<Reservation> reservations) =>
        reservations.OrderBy(r => r.WaitingSince).ThenBy(r => r.Id);

    /// <summary>The waiting reservations of a performance, in their order.</summary>
    public static IQueryable<Reservation> WaitingParties(this BookingDbContext db, int performanceId) =>
        db.Reservations.Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Waiting).InOrderOfWaiting();

    /// <summary>The waiting reservations of the same performance that are before a party in the order.</summary>
    public static IQueryable<Reservation> WaitingBefore(this BookingDbContext db, Reservation party)
    {
        var (id, since) = (party.Id, party.WaitingSince);
        return db.WaitingParties(party.PerformanceId).Where(r => r.WaitingSince < since || (r.WaitingSince == since && r.Id < id));
    }
}
