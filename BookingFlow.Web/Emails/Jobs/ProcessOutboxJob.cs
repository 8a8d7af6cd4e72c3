using System.Collections.Concurrent;
using BookingFlow.Web.Data;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>Recurring job that sends all unsent mail that is due and not claimed.</summary>
/// <remarks>
/// Such mail exists after a failed attempt, after a crash, and after the loss of an in-memory job queue. The job sends all of it over a few SMTP
/// sessions (docs/decisions/0032). New mail has its own jobs (<see cref="SendNewMailJob"/>) and does not wait behind a backlog.
/// </remarks>
[AutomaticRetry(Attempts = 0)]
public sealed class ProcessOutboxJob(IDbContextFactory<BookingDbContext> contexts, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>The most parallel SMTP sessions of this job.</summary>
    /// <remarks>Few, because mail providers limit the sessions of a client. With the jobs of new mail, a node has at most five.</remarks>
    private const int MaxSessions = 2;

    private int _isRunning;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The job recurs every 15 seconds and is also enqueued on demand; a run may take longer.
        if (Interlocked.Exchange(ref _isRunning, 1) == 1)
        {
            return;
        }

        try
        {
            var due = new ConcurrentQueue<int>(await DueAsync(cancellationToken));
            await Task.WhenAll(Enumerable.Range(0, Math.Min(MaxSessions, due.Count)).Select(_ => SendAsync(due, cancellationToken)));
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <summary>Returns the ids of the mail that is due, the longest due first. Each mail is read and checked again when it is claimed.</summary>
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
        // A scope has one IMailDelivery, whose SMTP session ends with the scope.
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MailBatchSender>().RunAsync(due, cancellationToken);
    }
}
