using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Cancels a performance and all its pending, waiting and confirmed reservations, and queues a mail to each party with an address.</summary>
/// <remarks>
/// One transaction, under the performance's lock. The mails, up to a thousand, are left to the recurring job instead of being sent right
/// after the commit.
/// </remarks>
public sealed class CancelPerformance(WriteTransaction write)
{
    /// <returns>The performance, or: InvalidInput, NotFound, NotPossible (PerformanceCancelled, PerformanceHasBegun), Busy.</returns>
    public Task<Result<Performance>> CancelAsync(int performanceId, string? reason, Actor actor, CancellationToken cancellationToken) =>
        write.RunAsync<Performance>(
            actor,
            async context =>
            {
                var performance = await PerformanceLock.TakeAsync(context.Db, performanceId, context.Cancellation);
                if (performance is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                var why = FieldChecks.Normalize(reason);
                if (Check(performance, why, context.Now) is { } refusal)
                {
                    return refusal;
                }

                var people = performance.ConfirmedSeats;
                performance.CancelledAt = context.Now;
                await foreach (var party in Parties(context.Db, performanceId).AsAsyncEnumerable().WithCancellation(context.Cancellation))
                {
                    party.Cancel(context.Now);
                    context.EnqueueIfAddressed(MailKind.PerformanceCancelled, party, sendSoon: false);
                }

                var detail = string.Create(CultureInfo.InvariantCulture, $"{people} → 0: {why}");
                context.Audit(AuditAction.PerformanceCancelled, AuditSubject.Performance, performanceId, detail);
                return performance;
            },
            cancellationToken);

    private static IQueryable<Reservation> Parties(BookingDbContext db, int performanceId) => db.Reservations
        .Where(r => r.PerformanceId == performanceId && (
            r.Status == ReservationStatus.Pending || r.Status == ReservationStatus.Waiting || r.Status == ReservationStatus.Confirmed))
        .OrderBy(r => r.Id);

    private static Failure? Check(Performance performance, string? reason, DateTime now)
    {
        if (performance.CancelledAt is not null)
        {
            return Failure.NotPossible(Obstacle.PerformanceCancelled);
        }

        if (performance.StartsAt <= now)
        {
            return Failure.NotPossible(Obstacle.PerformanceHasBegun);
        }

        return FieldChecks.Reason(reason) is { } wrong
            ? Failure.InvalidInput([wrong])
            : null;
    }
}
