using BookingFlow.Web.Data;
using BookingFlow.Web.Emails.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Mail;

public sealed class RetryMailOnSqliteTests() : RetryMailTests(DatabaseDialect.Sqlite);

public sealed class RetryMailOnSqlServerTests() : RetryMailTests(DatabaseDialect.SqlServer);

public abstract class RetryMailTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private Actor Dora => new(House.Steward.StaffId, House.Steward.Name);

    [Fact]
    public async Task A_failing_mail_is_tried_at_once_and_the_log_says_who_wanted_it()
    {
        var mail = await OwedAsync(m => m.Failed("TimeoutException", AMoment.Now));
        Assert.True((await House.RetryMail.RetryAsync(mail.Id, Dora, CancellationToken.None)).Succeeded);

        Assert.True((await RowAsync(mail)).CanBeClaimed(AMoment.Now));
        Assert.Equal([mail.Id], House.Jobs.Mails);
        var entry = Assert.Single(await LogAsync());
        Assert.Equal(
            (AuditAction.MailRetried, AuditSubject.Mail, mail.Id, "Dora", "TimeoutException"),
            (entry.Act, entry.Thing, entry.ThingId, entry.StaffName, entry.Detail));
    }

    [Fact]
    public async Task A_mail_that_was_given_up_is_owed_again()
    {
        var mail = await OwedAsync(m => m.GiveUp("550 RecipientNotAccepted", AMoment.Now));
        Assert.True((await House.RetryMail.RetryAsync(mail.Id, Dora, CancellationToken.None)).Succeeded);

        Assert.True((await RowAsync(mail)).CanBeClaimed(AMoment.Now));
        Assert.Equal([mail.Id], House.Jobs.Mails);
    }

    [Fact]
    public async Task A_mail_that_has_left_meanwhile_is_not_sent_twice_and_nothing_is_logged()
    {
        var mail = await OwedAsync(m => m.Sent(AMoment.Now));
        Assert.True((await House.RetryMail.RetryAsync(mail.Id, Dora, CancellationToken.None)).Succeeded);

        Assert.Equal(AMoment.Now, (await RowAsync(mail)).SentAt);
        Assert.Empty(House.Jobs.All);
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task A_mail_that_there_is_not_cannot_be_tried() =>
        Assert.Equal(FailureKind.NotFound, (await House.RetryMail.RetryAsync(99, Dora, CancellationToken.None)).Failure?.Kind);

    [Fact]
    public async Task All_failing_mail_is_tried_at_once_and_what_was_given_up_or_waits_is_left_alone()
    {
        var failing = new[] { await OwedAsync(m => m.Failed("down", AMoment.Now)), await OwedAsync(m => m.Failed("down", AMoment.Now)) };
        var givenUp = await OwedAsync(m => m.GiveUp("550", AMoment.Now));
        var sent = await OwedAsync(m => m.Sent(AMoment.Now));
        House.Clock.Advance(TimeSpan.FromSeconds(5));
        var now = House.Clock.GetUtcNow().UtcDateTime;

        Assert.Equal(2, (await House.RetryMail.RetryAllAsync(Dora, CancellationToken.None)).Value);

        foreach (var mail in failing)
        {
            Assert.True((await RowAsync(mail)).CanBeClaimed(now));
        }

        Assert.NotNull((await RowAsync(givenUp)).GivenUpAt);
        Assert.NotNull((await RowAsync(sent)).SentAt);
        Assert.Equal(typeof(ProcessOutboxJob), Assert.Single(House.Jobs.All).Type);
        var entry = Assert.Single(await LogAsync());
        Assert.Equal((AuditAction.MailRetried, null, "2"), (entry.Act, entry.ThingId, entry.Detail));
    }

    [Fact]
    public async Task With_nothing_failing_there_is_nothing_to_try_and_nothing_to_log()
    {
        await OwedAsync(m => m.Sent(AMoment.Now));
        Assert.Equal(0, (await House.RetryMail.RetryAllAsync(Dora, CancellationToken.None)).Value);

        Assert.Empty(House.Jobs.All);
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task A_queue_that_is_out_of_order_loses_no_mail()
    {
        var mail = await OwedAsync(m => m.Failed("down", AMoment.Now));
        House.Jobs.IsOutOfOrder = true;
        Assert.True((await House.RetryMail.RetryAsync(mail.Id, Dora, CancellationToken.None)).Succeeded);
        Assert.True((await House.RetryMail.RetryAllAsync(Dora, CancellationToken.None)).Succeeded);

        Assert.True((await RowAsync(mail)).CanBeClaimed(AMoment.Now));
    }

    private async Task<OutboxMail> OwedAsync(Action<OutboxMail> fate)
    {
        var mail = OutboxMail.Owed(MailKind.Ticket, new AReservation().Build(), AMoment.Now);
        fate(mail);
        await House.Database.AddAsync(mail);
        return mail;
    }

    private Task<OutboxMail> RowAsync(OutboxMail mail) => House.Database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Id == mail.Id));

    private Task<List<AuditEntry>> LogAsync() => House.Database.ReadAsync(db => db.AuditLog.ToListAsync());
}
