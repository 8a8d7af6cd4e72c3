using BookingFlow.Web.Emails;
using BookingFlow.Web.Emails.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Emails;

/// <summary>How mails that were just owed come to their jobs.</summary>
public sealed class OutboxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RecordedJobs _jobs = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly Outbox _outbox;

    public OutboxTests() => _outbox = new Outbox(_jobs, Outbox.Moment, _clock, NullLogger<Outbox>.Instance);

    [Fact]
    public void The_first_mail_of_a_quiet_house_has_its_job_at_once()
    {
        _outbox.SendSoon(Mail(7));

        Assert.Equal([7], MailsOf(Assert.Single(_jobs.All)));
    }

    [Fact]
    public async Task Mails_of_the_same_moment_share_a_job_up_to_thirty_two_and_each_is_in_one()
    {
        Parallel.For(1, 101, id => _outbox.SendSoon(Mail(id)));
        Assert.Single(_jobs.All);

        _clock.Advance(Outbox.Moment);
        await Until(() => _jobs.Mails.Count == 100);

        Assert.Equal(Enumerable.Range(1, 100), _jobs.Mails.Order());
        Assert.Equal([1, 32, 32, 32, 3], _jobs.All.Select(job => MailsOf(job).Length));
        Assert.All(_jobs.All, job => Assert.Equal(typeof(SendNewMailJob), job.Type));
    }

    [Fact]
    public async Task When_it_is_quiet_again_the_next_has_its_job_at_once_again()
    {
        _outbox.SendSoon(Mail(1));
        _outbox.SendSoon(Mail(2));

        var id = 2;
        await Until(() =>
        {
            // Twice, for what comes in the first moment after a gathered job is gathered, too.
            _clock.Advance(Outbox.Moment);
            _clock.Advance(Outbox.Moment);
            _outbox.SendSoon(Mail(++id));
            return MailsOf(_jobs.All[^1]) is [var last] && last == id;
        });

        Assert.Equal(Enumerable.Range(1, id), _jobs.Mails);
    }

    [Fact]
    public async Task A_queue_that_is_out_of_order_keeps_nobody_and_nothing_from_it_later()
    {
        _jobs.IsOutOfOrder = true;
        _outbox.SendSoon(Mail(1));
        _outbox.SendSoon(Mail(2));
        _jobs.IsOutOfOrder = false;

        _clock.Advance(Outbox.Moment);

        // The first is the sweep's; the second had not been asked of the queue yet.
        await Until(() => _jobs.All.Count > 0);
        Assert.Equal([2], _jobs.Mails);
    }

    [Fact]
    public async Task A_queue_that_fails_while_mails_are_gathered_does_not_end_the_gathering()
    {
        _outbox.SendSoon(Mail(1));
        _outbox.SendSoon(Mail(2));
        _jobs.IsOutOfOrder = true;
        _clock.Advance(Outbox.Moment);
        await Until(() => _jobs.Refused > 0);
        _jobs.IsOutOfOrder = false;
        _outbox.SendSoon(Mail(3));

        await Until(() =>
        {
            _clock.Advance(Outbox.Moment);
            return _jobs.All.Count > 1;
        });

        Assert.Equal([1, 3], _jobs.Mails);
    }

    private static int[] MailsOf(Hangfire.Common.Job job) => (int[])job.Args[0];

    private static async Task Until(Func<bool> isSo)
    {
        var patience = Task.Delay(Patience);
        while (!isSo())
        {
            Assert.False(patience.IsCompleted, "It took too long.");
            await Task.Delay(10);
        }
    }

    private static OutboxMail Mail(int id)
    {
        var mail = OutboxMail.OwedToStaff(MailKind.Invitation, staffId: 1, DateTime.UtcNow);
        mail.Id = id;
        return mail;
    }
}
