using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails.Jobs;
using Hangfire;

namespace BookingFlow.Web.Emails;

/// <summary>
/// Enqueues the job of a mail whose row is committed. The row is written by <see cref="UseCaseContext.Enqueue(MailKind, Reservation, bool)"/> in
/// the transaction that owes it, because the job queue cannot join that transaction; the recurring job sends every mail that has no job.
/// </summary>
/// <param name="moment">
/// The first mail of a quiet house has its job at once; those that are owed within so long of it go together, for a rush would spend
/// as much on jobs as on mails. Zero: each has a job of its own.
/// </param>
/// <param name="clock">The machine's, whatever the house's says.</param>
public sealed partial class Outbox(IBackgroundJobClient jobs, TimeSpan moment, TimeProvider clock, ILogger<Outbox> log) : ICommittedMail
{
    /// <summary>Nobody waits for a mail so impatiently that it would be noticed.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    /// <summary>The most in one job, which sends them one after the other; the next are the next worker's.</summary>
    private const int MostInAJob = 32;

    private readonly Lock _lock = new();
    private readonly List<int> _gathered = [];
    private bool _isGathering;

    public void SendSoon(OutboxMail mail)
    {
        lock (_lock)
        {
            if (_isGathering)
            {
                _gathered.Add(mail.Id);
                return;
            }

            _isGathering = moment > TimeSpan.Zero;
        }

        if (moment > TimeSpan.Zero)
        {
            _ = GatherAsync();
        }

        Enqueue([mail.Id]);
    }

    // What is gathered when the program ends is the next sweep's.
    private async Task GatherAsync()
    {
        while (true)
        {
            await Task.Delay(moment, clock);
            int[] gathered;
            lock (_lock)
            {
                gathered = [.. _gathered];
                _gathered.Clear();
                _isGathering = gathered.Length > 0;
            }

            if (gathered.Length == 0)
            {
                return;
            }

            foreach (var mailIds in gathered.Chunk(MostInAJob))
            {
                Enqueue(mailIds);
            }
        }
    }

    private void Enqueue(int[] mailIds)
    {
        try
        {
            jobs.Enqueue<SendNewMailJob>(job => job.RunAsync(mailIds, CancellationToken.None));
        }
#pragma warning disable CA1031 // Whatever is wrong with the queue: the debt is in the database, and nobody's request fails for it.
        catch (Exception unavailable)
#pragma warning restore CA1031
        {
            LogQueueUnavailable(unavailable, mailIds);
        }
    }

    public void SendAllDueSoon()
    {
        try
        {
            jobs.Enqueue<ProcessOutboxJob>(sweep => sweep.RunAsync(CancellationToken.None));
        }
        catch (BackgroundJobClientException unavailable)
        {
            LogNoSweep(unavailable);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The job queue is not available; the next sweep will send what is due")]
    private partial void LogNoSweep(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The job queue is not available; the sweep will send mail {MailIds}")]
    private partial void LogQueueUnavailable(Exception exception, IReadOnlyList<int> mailIds);
}
