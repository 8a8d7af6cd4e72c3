namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>The two orders in which reservations are shown; each gives every one a place of its own.</summary>
public static class ReservationOrders
{
    public static IQueryable<Reservation> NewestFirst(this IQueryable<Reservation> found) =>
        found.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id);

    /// <summary>Performance by performance, then by the folded name, so that case and accents do not matter.</summary>
    public static IQueryable<Reservation> ByName(this IQueryable<Reservation> found) =>
        found.OrderBy(r => r.Performance.StartsAt).ThenBy(r => r.PerformanceId).ThenBy(r => r.SearchKey).ThenBy(r => r.Id);
}
