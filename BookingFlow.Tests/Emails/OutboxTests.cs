using BookingFlow.Web.Emails;
using BookingFlow.Web.Emails.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Emails;

/// <summary>Creation of jobs for new mails, which are gathered into batches.</summary>
public sealed class OutboxTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly RecordedJobs _jobs = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly Outbox _outbox;

    public OutboxTests() => _outbox = new Outbox(_jobs, Outbox.BatchWindow, _clock, NullLogger<Outbox>.Instance);

    [Fact]
    public void The_first_mail_after_an_idle_period_gets_its_job_at_once()
    {
        _outbox.SendSoon(Mail(7));

        Assert.Equal([7], MailIdsOf(Assert.Single(_jobs.All)));
    }

    [Fact]
    public async Task Mails_added_together_share_jobs_of_up_to_thirty_two()
    {
        Parallel.For(1, 101, id => _outbox.SendSoon(Mail(id)));
        Assert.Single(_jobs.All);

        _clock.Advance(Outbox.BatchWindow);
        await UntilAsync(() => _jobs.MailIds.Count == 100);

        Assert.Equal(Enumerable.Range(1, 100), _jobs.MailIds.Order());
        Assert.Equal([1, 32, 32, 32, 3], _jobs.All.Select(job => MailIdsOf(job).Length));
        Assert.All(_jobs.All, job => Assert.Equal(typeof(SendNewMailJob), job.Type));
    }

    [Fact]
    public async Task After_another_idle_period_the_next_mail_gets_its_job_at_once()
    {
        _outbox.SendSoon(Mail(1));
        _outbox.SendSoon(Mail(2));

        var id = 2;
        await UntilAsync(() =>
        {
            // Twice, because mails that arrive in the window after a batch job are gathered as well.
            _clock.Advance(Outbox.BatchWindow);
            _clock.Advance(Outbox.BatchWindow);
            _outbox.SendSoon(Mail(++id));
            return MailIdsOf(_jobs.All[^1]) is [var last] && last == id;
        });

        Assert.Equal(Enumerable.Range(1, id), _jobs.MailIds);
    }

    [Fact]
    public async Task A_failing_job_queue_neither_throws_nor_loses_later_mails()
    {
        _jobs.IsUnavailable = true;
        _outbox.SendSoon(Mail(1));
        _outbox.SendSoon(Mail(2));
        _jobs.IsUnavailable = false;

        _clock.Advance(Outbox.BatchWindow);

        // The first mail is left to the recurring job; the second was still being gathered when the queue failed.
        await UntilAsync(() => _jobs.All.Count > 0);
        Assert.Equal([2], _jobs.MailIds);
    }

    [Fact]
    public async Task A_job_queue_failure_during_batching_does_not_stop_batching()
    {
        _outbox.SendSoon(Mail(1));
        _outbox.SendSoon(Mail(2));
        _jobs.IsUnavailable = true;
        _clock.Advance(Outbox.BatchWindow);
        await UntilAsync(() => _jobs.RefusedCount > 0);
        _jobs.IsUnavailable = false;
        _outbox.SendSoon(Mail(3));

        await UntilAsync(() =>
        {
            _clock.Advance(Outbox.BatchWindow);
            return _jobs.All.Count > 1;
        });

        Assert.Equal([1, 3], _jobs.MailIds);
    }

    private static int[] MailIdsOf(Hangfire.Common.Job job) => (int[])job.Args[0];

    private static async Task UntilAsync(Func<bool> condition)
    {
        var timeout = Task.Delay(Timeout);
        while (!condition())
        {
            Assert.False(timeout.IsCompleted, "It took too long.");
            await Task.Delay(10);
        }
    }

    private static OutboxMail Mail(int id)
    {
        var mail = OutboxMail.ForStaff(MailKind.Invitation, staffId: 1, DateTime.UtcNow);
        mail.Id = id;
        return mail;
    }
}
