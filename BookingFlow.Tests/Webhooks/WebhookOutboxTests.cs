using BookingFlow.Web.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookingFlow.Tests.Webhooks;

public sealed class WebhookOutboxTests
{
    private readonly RecordedJobs _jobs = new();
    private readonly WebhookOutbox _outbox;

    public WebhookOutboxTests() => _outbox = new WebhookOutbox(_jobs, NullLogger<WebhookOutbox>.Instance);

    [Fact]
    public void Many_commits_enqueue_one_job_until_it_starts()
    {
        Parallel.For(0, 100, _ => _outbox.DeliverSoon());
        Assert.Single(_jobs.All);

        _outbox.Started();
        _outbox.DeliverSoon();
        Assert.Equal(2, _jobs.All.Count);
    }

    [Fact]
    public void A_failing_job_queue_neither_throws_nor_keeps_later_jobs_from_being_enqueued()
    {
        _jobs.IsUnavailable = true;
        _outbox.DeliverSoon();
        _jobs.IsUnavailable = false;
        _outbox.DeliverSoon();
        Assert.Single(_jobs.All);
    }
}
