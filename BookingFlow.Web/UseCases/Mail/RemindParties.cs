using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Recurring job that reminds confirmed parties of their performance by mail, once.</summary>
/// <remarks>
/// A unique index on the outbox makes a second reminder impossible, so that the job may be killed at any point and run on several nodes. It takes
/// no lock, because it changes no seats: whether a party still comes is checked again when its mail is claimed.
/// </remarks>
public sealed class RemindParties(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, CurrentVenue current, TimeProvider clock)
{
    /// <summary>Mails in one transaction: few, because visitors wait for it on SQLite.</summary>
    private const int BatchSize = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var performance in await DueAsync(cancellationToken))
        {
            while (await EnqueueAsync(performance.Id, current.Rules.RemindsOfReservationsBefore(performance), cancellationToken) == BatchSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Returns the performances with parties to be reminded now, the next one first.</summary>
    private async Task<List<Performance>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var latest = now.AddHours(Limits.ReminderHours);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var upcoming = await db.Performances.AsNoTracking()
            .Where(p => p.CancelledAt == null && p.StartsAt > now && p.StartsAt <= latest)
            .OrderBy(p => p.StartsAt)
            .ToListAsync(cancellationToken);
        List<Performance> due = [];
        foreach (var performance in upcoming.Where(p => current.Rules.RemindsAt(p) <= now && now < current.Rules.RemindsUntil(p)))
        {
            // In most runs all parties have been reminded. This query finds that out without a write transaction, which would block other writes.
            if (await Unreminded(db, performance.Id, current.Rules.RemindsOfReservationsBefore(performance)).AnyAsync(cancellationToken))
            {
                due.Add(performance);
            }
        }

        return due;
    }

    /// <returns>How many parties are owed a reminder now; 0 if the database was busy, and the next run goes on.</returns>
    private async Task<int> EnqueueAsync(int performanceId, DateTime? reservedBefore, CancellationToken cancellationToken)
    {
        var enqueued = await write.RunAsync<int>(
            actor: null,
            async context =>
            {
                var parties = await Unreminded(context.Db, performanceId, reservedBefore).OrderBy(r => r.Id).Take(BatchSize)
                    .ToListAsync(context.Cancellation);
                parties.ForEach(party => context.Enqueue(MailKind.Reminder, party, sendSoon: false));
                return parties.Count;
            },
            cancellationToken);
        return enqueued.Succeeded ? enqueued.Value : 0;
    }

    private static IQueryable<Reservation> Unreminded(BookingDbContext db, int performanceId, DateTime? reservedBefore) => db.Reservations
        .Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed && r.Email != null && r.CreatedAt < reservedBefore)
        .Where(r => !db.Outbox.Any(m => m.ReservationId == r.Id && m.Kind == MailKind.Reminder));
}
