using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// A party came on the wrong evening, and there are seats tonight: its reservation moves there, if it fits, under the
/// locks of both performances. Its ticket stays valid and says the new evening.
/// </summary>
public sealed class MoveReservation(LockedReservation locked, WriteTransaction write, BookingRules house, TimeProvider clock)
{
    /// <returns>The reservation, or: NotFound, NotPossible, NotEnoughSeats (it stays where it is), Busy.</returns>
    public async Task<Result<Reservation>> MoveAsync(int reservationId, int performanceId, Actor by, CancellationToken cancellationToken)
    {
        if (await locked.FindAsync(reservationId, cancellationToken) is not { PerformanceId: var from })
        {
            return new Failure(FailureKind.NotFound);
        }

        return await write.RunAsync<Reservation>(
            async (db, cancelled) =>
            {
                var performances = await PerformanceLock.TakeAllAsync(db, [from, performanceId], cancelled);
                var reservation = await db.Reservations.SingleOrDefaultAsync(r => r.Id == reservationId, cancelled);
                if (reservation is null || performances.SingleOrDefault(p => p.Id == performanceId) is not { } to)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (reservation.PerformanceId != from)
                {
                    return Failure.Busy();
                }

                var now = clock.GetUtcNow().UtcDateTime;
                var isInside = await db.CheckIns.AnyAsync(c => c.ReservationId == reservationId, cancelled);
                if (DeskRules.WhyNotMove(reservation, to, isInside, house, now) is { } refusal)
                {
                    return refusal;
                }

                reservation.MoveTo(to);
                db.Add(AuditEntry.Of(by, AuditAction.ReservationMoved, AuditSubject.Reservation, reservation.Id, $"{from} → {to.Id}", now));
                return reservation;
            },
            cancellationToken);
    }
}
