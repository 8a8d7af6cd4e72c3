using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>Queries for performances with one reservation for each e-mail address (docs/decisions/0072).</summary>
/// <remarks>Addresses are compared by <see cref="Reservation.MailboxKey"/>, so that spellings of one mailbox count as one.</remarks>
public static class AddressReservationQueries
{
    /// <summary>Returns the reservations of mailboxes that have seats or wait for some. Call under the lock.</summary>
    public static Task<List<HeldReservation>> HeldByMailboxesAsync(
        this BookingDbContext db, int performanceId, Guid[] mailboxes, CancellationToken cancellationToken) => db.Reservations
        .Where(r => r.PerformanceId == performanceId && r.MailboxKey != null && EF.Parameter(mailboxes).Contains(r.MailboxKey!.Value)
            && (r.Status == ReservationStatus.Confirmed || r.Status == ReservationStatus.Waiting))
        .Select(r => new HeldReservation(r.Id, r.MailboxKey!.Value))
        .ToListAsync(cancellationToken);

    /// <summary>Checks whether the mailbox of a reservation has another one that has seats or waits for some. Call under the lock.</summary>
    /// <returns>NotPossible (AddressHasReservation), or null; null also if the performance allows several.</returns>
    public static async Task<Failure?> CheckAddressAsync(this BookingDbContext db, Reservation reservation, CancellationToken cancellationToken) =>
        reservation is { Performance.OnePerAddress: true, MailboxKey: { } mailbox }
        && (await db.HeldByMailboxesAsync(reservation.PerformanceId, [mailbox], cancellationToken)).Exists(held => held.Id != reservation.Id)
            ? Failure.NotPossible(Obstacle.AddressHasReservation)
            : null;

    /// <summary>
    /// Finds the reservation of the same mailbox that comes before a pending one: one that has seats or waits for some, or an earlier pending one.
    /// </summary>
    /// <param name="now">UTC; pending reservations that have expired by then do not count.</param>
    /// <returns>With its performance, show and room; null if there is none, or the performance allows several.</returns>
    public static async Task<Reservation?> FindFirstOfAddressAsync(
        this BookingDbContext db, Reservation pending, DateTime now, CancellationToken cancellationToken) =>
        pending is { Performance.OnePerAddress: true, Status: ReservationStatus.Pending, MailboxKey: { } mailbox }
            ? await db.Reservations.WithPerformanceTracked()
                .Where(r => r.PerformanceId == pending.PerformanceId && r.MailboxKey == mailbox && r.Id != pending.Id && r.Email != null)
                .Where(r => r.Status == ReservationStatus.Confirmed || r.Status == ReservationStatus.Waiting
                    || (r.Status == ReservationStatus.Pending && r.ExpiresAt > now && r.Id < pending.Id))
                .OrderBy(r => r.Status == ReservationStatus.Pending ? 1 : 0).ThenBy(r => r.Id)
                .FirstOrDefaultAsync(cancellationToken)
            : null;

    private static IQueryable<Reservation> WithPerformanceTracked(this IQueryable<Reservation> reservations) =>
        reservations.Include(r => r.Performance.Show).Include(r => r.Performance.Room);
}
