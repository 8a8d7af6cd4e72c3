using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>
/// The house calls a performance off. One transaction under the performance's lock: every reservation that is pending
/// or confirmed is cancelled, and a mail is owed to every party with an address. The sweep sends them; there may be a
/// thousand, and nobody is to wait for that.
/// </summary>
public sealed class CancelPerformance(WriteTransaction write, TimeProvider clock)
{
    /// <returns>The performance, or: InvalidInput, NotFound, NotPossible (PerformanceCancelled, PerformanceHasBegun), Busy.</returns>
    public Task<Result<Performance>> CancelAsync(int performanceId, string? reason, Actor by, CancellationToken cancellationToken) =>
        write.RunAsync<Performance>(
            async (db, cancelled) =>
            {
                var performance = await PerformanceLock.TakeAsync(db, performanceId, cancelled);
                if (performance is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                var now = clock.GetUtcNow().UtcDateTime;
                var why = FieldChecks.Tidy(reason);
                if (WhyNot(performance, why, now) is { } refusal)
                {
                    return refusal;
                }

                var people = performance.ConfirmedSeats;
                performance.CancelledAt = now;
                await foreach (var party in Parties(db, performanceId).AsAsyncEnumerable().WithCancellation(cancelled))
                {
                    party.Cancel(now);
                    if (party.Email is not null)
                    {
                        Outbox.Add(db, MailKind.PerformanceCancelled, party, now);
                    }
                }

                db.Add(AuditEntry.Of(
                    by, AuditAction.PerformanceCancelled, AuditSubject.Performance, performanceId, string.Create(CultureInfo.InvariantCulture, $"{people} → 0: {why}"), now));
                return performance;
            },
            cancellationToken);

    private static IQueryable<Reservation> Parties(BookingDbContext db, int performanceId) => db.Reservations
        .Where(r => r.PerformanceId == performanceId && (r.Status == ReservationStatus.Pending || r.Status == ReservationStatus.Confirmed))
        .OrderBy(r => r.Id);

    private static Failure? WhyNot(Performance performance, string? reason, DateTime now)
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
