using System.Collections.Concurrent;
using BookingFlow.Web.Data;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>
/// The recurring job that sends mail which is owed and due and which nobody is sending: after a failure's pause, after
/// a crash, after the queue of an in-memory job server was lost. It sends all of it, however much that is, over a few
/// conversations with the mail server; fresh mail has jobs of its own and does not wait behind it.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class ProcessOutboxJob(IDbContextFactory<BookingDbContext> contexts, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>At a time. Few, because providers count them: with the jobs of fresh mail a node has five at most.</summary>
    private const int Conversations = 2;

    private int _sweeping;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The next one is due in a quarter of a minute, whether or not this one has come to its end.
        if (Interlocked.Exchange(ref _sweeping, 1) == 1)
        {
            return;
        }

        try
        {
            var due = new ConcurrentQueue<int>(await DueAsync(cancellationToken));
            await Task.WhenAll(Enumerable.Range(0, Math.Min(Conversations, due.Count)).Select(_ => SendAsync(due, cancellationToken)));
        }
        finally
        {
            Volatile.Write(ref _sweeping, 0);
        }
    }

    /// <summary>
    /// Oldest debt first. Only ids, so it does no harm that there may be thousands; each mail is looked at anew when it is claimed.
    /// </summary>
    private async Task<List<int>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Outbox
            .Where(m => m.SentAt == null && m.GivenUpAt == null && m.NextAttemptAt <= now && (m.ClaimedUntil == null || m.ClaimedUntil <= now))
            .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id)
            .Select(m => m.Id)
            .ToListAsync(cancellationToken);
    }

    private async Task SendAsync(ConcurrentQueue<int> due, CancellationToken cancellationToken)
    {
        // A scope has one delivery, which keeps its conversation until the scope ends.
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MailBatchSender>().RunAsync(due, cancellationToken);
    }
}
