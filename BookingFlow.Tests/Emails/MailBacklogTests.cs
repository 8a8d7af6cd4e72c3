using BookingFlow.Web.Emails;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Emails;

public sealed class MailBacklogTests
{
    [Fact]
    public async Task The_backlog_counts_unsent_mail_and_mail_late_by_ten_minutes()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var now = TestTimes.Now;
        var reservation = new AReservation().Build();
        OutboxMail MailDue(int minutesAgo) => OutboxMail.ForReservation(MailKind.Ticket, reservation, now.AddMinutes(-minutesAgo));
        var (sent, givenUp, fresh, waiting, failing, failedOnce) = (MailDue(60), MailDue(60), MailDue(9), MailDue(10), MailDue(30), MailDue(5));
        sent.Sent(now);
        givenUp.GiveUp("no address", now);
        failing.Failed("Away", now.AddMinutes(-12));
        failing.Failed("Away", now.AddMinutes(-1));
        failedOnce.Failed("Away", now.AddMinutes(-1));
        await database.AddAsync(sent, givenUp, fresh, waiting, failing, failedOnce);

        var counts = await new MailBacklog(database, new FakeTimeProvider(new DateTimeOffset(now))).ReadAsync(CancellationToken.None);
        Assert.Equal(new UnsentMailCounts(Unsent: 4, Late: 2), counts);
    }
}
