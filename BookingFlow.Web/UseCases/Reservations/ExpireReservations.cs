using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Marks overdue pending reservations as expired.</summary>
/// <remarks>
/// Nothing depends on it: whether a link has expired is decided by comparing times when it is used. A reservation whose confirmation mail
/// is unsent does not expire, because the party has not received the link yet. That of a group is owed to one of its reservations.
/// </remarks>
public sealed class ExpireReservations(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var performances = await Overdue(db, now).Select(r => r.PerformanceId).Distinct().Order().ToListAsync(cancellationToken);
        foreach (var performanceId in performances)
        {
            await write.RunAsync<Performance>(
                actor: null,
                async context =>
                {
                    var performance = await PerformanceLock.TakeAsync(context.Db, performanceId, context.Cancellation);
                    if (performance is null)
                    {
                        return new Failure(FailureKind.PerformanceNotFound);
                    }

                    var overdue = Overdue(context.Db, now).Where(r => r.PerformanceId == performanceId).AsAsyncEnumerable();
                    await foreach (var reservation in overdue.WithCancellation(context.Cancellation))
                    {
                        reservation.Expire();
                    }

                    return performance;
                },
                cancellationToken);
        }
    }

    private static IQueryable<Reservation> Overdue(BookingDbContext db, DateTime now) => db.Reservations.Where(r =>
        r.Status == ReservationStatus.Pending && r.ExpiresAt <= now
        && !db.Outbox.Any(m => m.ReservationId == r.Id && m.Kind == MailKind.Confirmation && m.SentAt == null && m.GivenUpAt == null)
        && (r.GroupId == null || !db.Outbox.Any(
            m => m.Reservation!.GroupId == r.GroupId && m.Kind == MailKind.Confirmation && m.SentAt == null && m.GivenUpAt == null)));
}
