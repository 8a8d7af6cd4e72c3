using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Moves a reservation to another performance, for example for a party that came on the wrong date.</summary>
/// <remarks>Runs under the locks of both performances. The ticket stays valid and shows the new performance.</remarks>
public sealed class MoveReservation(LockedReservation locked, WriteTransaction write, CurrentVenue current)
{
    /// <returns>The reservation, or: NotFound, NotPossible, NotEnoughSeats (the reservation is unchanged), Busy.</returns>
    public async Task<Result<Reservation>> MoveAsync(int reservationId, int performanceId, Actor actor, CancellationToken cancellationToken)
    {
        if (await locked.FindAsync(reservationId, cancellationToken) is not { PerformanceId: var from })
        {
            return new Failure(FailureKind.NotFound);
        }

        return await write.RunAsync<Reservation>(
            actor,
            async context =>
            {
                var performances = await PerformanceLock.TakeAllAsync(context.Db, [from, performanceId], context.Cancellation);
                var reservation = await context.Db.Reservations.SingleOrDefaultAsync(r => r.Id == reservationId, context.Cancellation);
                if (reservation is null || performances.SingleOrDefault(p => p.Id == performanceId) is not { } to)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (reservation.PerformanceId != from)
                {
                    return Failure.Busy();
                }

                var isInside = await context.Db.CheckIns.AnyAsync(c => c.ReservationId == reservationId, context.Cancellation);
                if (BoxOfficeRules.CheckMove(reservation, to, isInside, current.Rules, context.Now) is { } refusal)
                {
                    return refusal;
                }

                reservation.MoveTo(to);
                context.Audit(AuditAction.ReservationMoved, AuditSubject.Reservation, reservation.Id, $"{from} → {to.Id}");
                return reservation;
            },
            cancellationToken);
    }
}
