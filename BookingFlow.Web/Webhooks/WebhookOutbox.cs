using BookingFlow.Web.Data.Writing;
using Hangfire;

namespace BookingFlow.Web.Webhooks;

/// <summary>Enqueues the job that delivers messages to webhooks, soon after a commit that has added some.</summary>
/// <remarks>
/// The commits of a window share a job, which delivers all that is due: an on-sale must not enqueue one for each confirmation. A job that is lost
/// leaves its messages to the recurring one.
/// </remarks>
/// <param name="window">How long commits are gathered. Zero: each has its own job, at once.</param>
/// <param name="clock">Measures the window. The program passes the system clock, so that messages also leave while tests stop its own.</param>
public sealed partial class WebhookOutbox(
    IBackgroundJobClient jobs, TimeSpan window, TimeProvider clock, ILogger<WebhookOutbox> log) : ICommittedWebhooks
{
    /// <summary>The window of the program: too short to be noticed by a receiver.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private int _isGathering;

    public void DeliverSoon()
    {
        if (window == TimeSpan.Zero)
        {
            Enqueue();
        }
        else if (Interlocked.Exchange(ref _isGathering, 1) == 0)
        {
            _ = EnqueueAfterWindowAsync();
        }
    }

    // Not awaited at shutdown: the recurring job of the next start delivers what is due.
    private async Task EnqueueAfterWindowAsync()
    {
        await Task.Delay(window, clock);
        // Before the job is enqueued: what is committed from now on needs another one.
        Volatile.Write(ref _isGathering, 0);
        Enqueue();
    }

    private void Enqueue()
    {
        try
        {
            jobs.Enqueue<DeliverWebhooksJob>(job => job.RunAsync(CancellationToken.None));
        }
#pragma warning disable CA1031 // The rows are committed, so no fault of the job queue may fail the request.
        catch (Exception unavailable)
#pragma warning restore CA1031
        {
            LogQueueUnavailable(unavailable);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The job queue is not available; the recurring job will deliver what webhooks are to be told")]
    private partial void LogQueueUnavailable(Exception exception);
}
