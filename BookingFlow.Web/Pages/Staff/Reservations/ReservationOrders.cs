namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Sort orders of reservation lists. Both are total orders, as paging requires.</summary>
public static class ReservationOrders
{
    public static IQueryable<Reservation> NewestFirst(this IQueryable<Reservation> found) =>
        found.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id);

    /// <summary>Orders by performance, then by name without regard to case and accents.</summary>
    public static IQueryable<Reservation> ByName(this IQueryable<Reservation> found) =>
        found.OrderBy(r => r.Performance.StartsAt).ThenBy(r => r.PerformanceId).ThenBy(r => r.SearchKey).ThenBy(r => r.Id);
}
