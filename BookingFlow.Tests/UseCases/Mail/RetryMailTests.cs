using BookingFlow.Web.Data;
using BookingFlow.Web.Emails.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Mail;

public sealed class RetryMailOnSqliteTests() : RetryMailTests(DatabaseDialect.Sqlite);

public sealed class RetryMailOnSqlServerTests() : RetryMailTests(DatabaseDialect.SqlServer);

public abstract class RetryMailTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private Actor Dora => new(Host.Steward.StaffId, Host.Steward.Name);

    [Fact]
    public async Task Retrying_a_failing_mail_enqueues_it_at_once_and_is_audited()
    {
        var mail = await StoreMailAsync(m => m.Failed("TimeoutException", TestTimes.Now));
        Assert.True((await Host.RetryMail.RetryAsync(mail.Id, Dora, CancellationToken.None)).Succeeded);

        Assert.True((await ReloadAsync(mail)).CanBeClaimed(TestTimes.Now));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
        var entry = Assert.Single(await AuditLogAsync());
        Assert.Equal(
            (AuditAction.MailRetried, AuditSubject.Mail, mail.Id, "Dora", "TimeoutException"),
            (entry.Action, entry.Subject, entry.SubjectId, entry.StaffName, entry.Detail));
    }

    [Fact]
    public async Task Retrying_an_abandoned_mail_makes_it_unsent_again()
    {
        var mail = await StoreMailAsync(m => m.GiveUp("550 RecipientNotAccepted", TestTimes.Now));
        Assert.True((await Host.RetryMail.RetryAsync(mail.Id, Dora, CancellationToken.None)).Succeeded);

        Assert.True((await ReloadAsync(mail)).CanBeClaimed(TestTimes.Now));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
    }

    [Fact]
    public async Task Retrying_a_mail_sent_meanwhile_does_nothing()
    {
        var mail = await StoreMailAsync(m => m.Sent(TestTimes.Now));
        Assert.True((await Host.RetryMail.RetryAsync(mail.Id, Dora, CancellationToken.None)).Succeeded);

        Assert.Equal(TestTimes.Now, (await ReloadAsync(mail)).SentAt);
        Assert.Empty(Host.Jobs.All);
        Assert.Empty(await AuditLogAsync());
    }

    [Fact]
    public async Task Retrying_an_unknown_mail_returns_NotFound() =>
        Assert.Equal(FailureKind.NotFound, (await Host.RetryMail.RetryAsync(99, Dora, CancellationToken.None)).Failure?.Kind);

    [Fact]
    public async Task Retrying_all_includes_failing_mail_and_leaves_abandoned_and_sent_mail_alone()
    {
        var failing = new[]
        {
            await StoreMailAsync(m => m.Failed("down", TestTimes.Now)), await StoreMailAsync(m => m.Failed("down", TestTimes.Now)),
        };
        var abandoned = await StoreMailAsync(m => m.GiveUp("550", TestTimes.Now));
        var sent = await StoreMailAsync(m => m.Sent(TestTimes.Now));
        Host.Clock.Advance(TimeSpan.FromSeconds(5));
        var now = Host.Clock.GetUtcNow().UtcDateTime;

        Assert.Equal(2, (await Host.RetryMail.RetryAllAsync(Dora, CancellationToken.None)).Value);

        foreach (var mail in failing)
        {
            Assert.True((await ReloadAsync(mail)).CanBeClaimed(now));
        }

        Assert.NotNull((await ReloadAsync(abandoned)).GivenUpAt);
        Assert.NotNull((await ReloadAsync(sent)).SentAt);
        Assert.Equal(typeof(ProcessOutboxJob), Assert.Single(Host.Jobs.All).Type);
        var entry = Assert.Single(await AuditLogAsync());
        Assert.Equal((AuditAction.MailRetried, null, "2"), (entry.Action, entry.SubjectId, entry.Detail));
    }

    [Fact]
    public async Task Retrying_all_without_failing_mail_does_nothing()
    {
        await StoreMailAsync(m => m.Sent(TestTimes.Now));
        Assert.Equal(0, (await Host.RetryMail.RetryAllAsync(Dora, CancellationToken.None)).Value);

        Assert.Empty(Host.Jobs.All);
        Assert.Empty(await AuditLogAsync());
    }

    [Fact]
    public async Task Failing_job_queue_loses_no_mail()
    {
        var mail = await StoreMailAsync(m => m.Failed("down", TestTimes.Now));
        Host.Jobs.IsUnavailable = true;
        Assert.True((await Host.RetryMail.RetryAsync(mail.Id, Dora, CancellationToken.None)).Succeeded);
        Assert.True((await Host.RetryMail.RetryAllAsync(Dora, CancellationToken.None)).Succeeded);

        Assert.True((await ReloadAsync(mail)).CanBeClaimed(TestTimes.Now));
    }

    private async Task<OutboxMail> StoreMailAsync(Action<OutboxMail> transition)
    {
        var mail = OutboxMail.ForReservation(MailKind.Ticket, new AReservation().Build(), TestTimes.Now);
        transition(mail);
        await Host.Database.AddAsync(mail);
        return mail;
    }

    private Task<OutboxMail> ReloadAsync(OutboxMail mail) => Host.Database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Id == mail.Id));

    private Task<List<AuditEntry>> AuditLogAsync() => Host.Database.ReadAsync(db => db.AuditLog.ToListAsync());
}
