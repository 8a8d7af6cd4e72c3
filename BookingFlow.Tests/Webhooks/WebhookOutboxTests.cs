using BookingFlow.Web.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Webhooks;

public sealed class WebhookOutboxTests
{
    private readonly RecordedJobs _jobs = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly WebhookOutbox _outbox;

    public WebhookOutboxTests() => _outbox = new WebhookOutbox(_jobs, WebhookOutbox.Window, _clock, NullLogger<WebhookOutbox>.Instance);

    [Fact]
    public async Task Commits_of_a_window_share_a_job_and_a_later_one_has_its_own()
    {
        Parallel.For(0, 100, _ => _outbox.DeliverSoon());
        Assert.Empty(_jobs.All);
        _clock.Advance(WebhookOutbox.Window);
        await Eventually.AssertAsync(() => Task.FromResult(_jobs.All.Count == 1), "the job was enqueued");

        _outbox.DeliverSoon();
        _clock.Advance(WebhookOutbox.Window);
        await Eventually.AssertAsync(() => Task.FromResult(_jobs.All.Count == 2), "another job was enqueued");
        Assert.All(_jobs.All, job => Assert.Equal(typeof(DeliverWebhooksJob), job.Type));
    }

    [Fact]
    public async Task A_failing_job_queue_neither_throws_nor_keeps_later_jobs_from_being_enqueued()
    {
        _jobs.IsUnavailable = true;
        _outbox.DeliverSoon();
        _clock.Advance(WebhookOutbox.Window);
        await Eventually.AssertAsync(() => Task.FromResult(_jobs.RefusedCount == 1), "the queue refused the job");
        _jobs.IsUnavailable = false;

        _outbox.DeliverSoon();
        _clock.Advance(WebhookOutbox.Window);
        await Eventually.AssertAsync(() => Task.FromResult(_jobs.All.Count == 1), "the job was enqueued");
    }
}
