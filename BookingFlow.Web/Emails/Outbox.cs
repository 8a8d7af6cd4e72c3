using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails.Jobs;
using Hangfire;

namespace BookingFlow.Web.Emails;

/// <summary>Enqueues the jobs that send mail whose outbox row is committed, and batches the mails of a busy period into few jobs.</summary>
/// <remarks>
/// <para>
/// <see cref="UseCaseContext.Enqueue(MailKind, Reservation, bool)"/> writes the row in the transaction of the use case, which the job queue cannot
/// join. A mail whose job was lost is sent by <see cref="ProcessOutboxJob"/> (docs/decisions/0008).
/// </para>
/// <para>
/// Why batches: during an on-sale every request enqueues a mail, and a job for each cost as much as the reservation itself. Measured: with
/// batches, reservations rose from 1,600 to 3,000 a second, confirmations from 0.77 to 0.95 of the rate of the bare ADO.NET loop
/// (docs/decisions/0033, 0034).
/// </para>
/// </remarks>
/// <param name="batchWindow">
/// A mail after an idle period gets its job at once; the mails that follow are batched for this time, until a window passes without mail. Zero:
/// each mail has its own job.
/// </param>
/// <param name="clock">Measures the batch window. The program passes the system clock, so that mail also leaves while tests stop its own clock.</param>
public sealed partial class Outbox(IBackgroundJobClient jobs, TimeSpan batchWindow, TimeProvider clock, ILogger<Outbox> log) : ICommittedMail
{
    /// <summary>The batch window of the program: too short to be noticed by the recipient.</summary>
    public static readonly TimeSpan BatchWindow = TimeSpan.FromMilliseconds(100);

    /// <summary>The most mails in one job, which sends them one after the other. Further mails go to another worker.</summary>
    private const int MaxMailsPerJob = 32;

    private readonly Lock _lock = new();
    private readonly List<int> _batch = [];
    private bool _isBatching;

    public void SendSoon(OutboxMail mail)
    {
        lock (_lock)
        {
            if (_isBatching)
            {
                _batch.Add(mail.Id);
                return;
            }

            _isBatching = batchWindow > TimeSpan.Zero;
        }

        if (batchWindow > TimeSpan.Zero)
        {
            _ = EnqueueBatchesAsync();
        }

        Enqueue([mail.Id]);
    }

    // Not awaited at shutdown: mails that are still in the batch are sent by ProcessOutboxJob.
    private async Task EnqueueBatchesAsync()
    {
        while (true)
        {
            await Task.Delay(batchWindow, clock);
            int[] batch;
            lock (_lock)
            {
                batch = [.. _batch];
                _batch.Clear();
                _isBatching = batch.Length > 0;
            }

            if (batch.Length == 0)
            {
                return;
            }

            foreach (var mailIds in batch.Chunk(MaxMailsPerJob))
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
#pragma warning disable CA1031 // The outbox row is committed, so no fault of the job queue may fail the request.
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
            jobs.Enqueue<ProcessOutboxJob>(job => job.RunAsync(CancellationToken.None));
        }
        catch (BackgroundJobClientException unavailable)
        {
            LogProcessOutboxNotEnqueued(unavailable);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The job queue is not available; the recurring job will send the mail that is due")]
    private partial void LogProcessOutboxNotEnqueued(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The job queue is not available; the recurring job will send mail {MailIds}")]
    private partial void LogQueueUnavailable(Exception exception, IReadOnlyList<int> mailIds);
}
