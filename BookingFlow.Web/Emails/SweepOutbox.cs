using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails;

/// <summary>
/// The recurring job that finds mail which is owed and due and which nobody is sending: after a failure's pause, after
/// a crash, after the queue of an in-memory job server was lost.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SweepOutbox(IDbContextFactory<BookingDbContext> contexts, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <summary>Mails looked at in one sweep, oldest debt first.</summary>
    private const int Most = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await db.Outbox
            .Where(m => m.SentAt == null && m.GivenUpAt == null && m.NextAttemptAt <= now && (m.ClaimedUntil == null || m.ClaimedUntil <= now))
            .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id)
            .Select(m => m.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        foreach (var id in due)
        {
            jobs.Enqueue<SendOwedMail>(job => job.RunAsync(id, CancellationToken.None));
        }
    }
}
