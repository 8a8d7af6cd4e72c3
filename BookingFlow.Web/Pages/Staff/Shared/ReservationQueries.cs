using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Reads reservations for display, without tracking them.</summary>
public static class ReservationQueries
{
    /// <summary>Includes performance, show and room.</summary>
    public static IQueryable<Reservation> WithPerformance(this IQueryable<Reservation> reservations) => reservations.AsNoTracking()
        .Include(r => r.Performance.Show)
        .Include(r => r.Performance.Room);

    /// <summary>Finds a reservation with its performance, show and room; null when the id is unknown.</summary>
    public static Task<Reservation?> FindReservationAsync(this BookingDbContext db, int id, CancellationToken cancellationToken) =>
        db.Reservations.WithPerformance().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);

    /// <summary>Finds the check-in of a reservation; null when the party is not checked in.</summary>
    public static Task<Domain.Door.CheckIn?> FindCheckInAsync(this BookingDbContext db, int reservationId, CancellationToken cancellationToken) =>
        db.CheckIns.AsNoTracking().SingleOrDefaultAsync(c => c.ReservationId == reservationId, cancellationToken);
}
