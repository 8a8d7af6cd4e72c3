using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>One reservation as its pages show it; read only, so nothing is tracked.</summary>
public static class ReservationQueries
{
    /// <summary>Each with its performance, show and room.</summary>
    public static IQueryable<Reservation> Whole(this IQueryable<Reservation> reservations) => reservations.AsNoTracking()
        .Include(r => r.Performance.Show)
        .Include(r => r.Performance.Room);

    /// <summary>With its performance, show and room; null when there is none.</summary>
    public static Task<Reservation?> WholeReservationAsync(this BookingDbContext db, int id, CancellationToken cancellationToken) =>
        db.Reservations.Whole().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);

    /// <summary>The record that the party came in; null: it has not.</summary>
    public static Task<Domain.Door.CheckIn?> CheckInOfAsync(this BookingDbContext db, int reservationId, CancellationToken cancellationToken) =>
        db.CheckIns.AsNoTracking().SingleOrDefaultAsync(c => c.ReservationId == reservationId, cancellationToken);
}
