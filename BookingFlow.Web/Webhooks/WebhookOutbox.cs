using BookingFlow.Web.Data.Writing;
using Hangfire;

namespace BookingFlow.Web.Webhooks;

/// <summary>Enqueues the job that delivers messages to webhooks, after the commit that has added some.</summary>
/// <remarks>
/// At most one job waits: it delivers all that is due, so that an on-sale does not enqueue one for each confirmation. A job that is lost leaves its
/// messages to the recurring one.
/// </remarks>
public sealed partial class WebhookOutbox(IBackgroundJobClient jobs, ILogger<WebhookOutbox> log) : ICommittedWebhooks
{
    private int _isEnqueued;

    public void DeliverSoon()
    {
        if (Interlocked.Exchange(ref _isEnqueued, 1) == 1)
        {
            return;
        }

        try
        {
            jobs.Enqueue<DeliverWebhooksJob>(job => job.RunAsync(CancellationToken.None));
        }
#pragma warning disable CA1031 // The rows are committed, so no fault of the job queue may fail the request.
        catch (Exception unavailable)
#pragma warning restore CA1031
        {
            Started();
            LogQueueUnavailable(unavailable);
        }
    }

    /// <summary>Tells that a job has started: messages that are added from now on need another one.</summary>
    public void Started() => Volatile.Write(ref _isEnqueued, 0);

    [LoggerMessage(LogLevel.Warning, "The job queue is not available; the recurring job will deliver what webhooks are to be told")]
    private partial void LogQueueUnavailable(Exception exception);
}
