using BookingFlow.Web.Emails;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Emails;

public sealed class MailBacklogTests
{
    [Fact]
    public async Task Only_mail_that_is_neither_sent_nor_given_up_is_owed_and_late_after_ten_minutes()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var now = AMoment.Now;
        var reservation = new AReservation().Build();
        OutboxMail Owed(int minutesAgo) => OutboxMail.Owed(MailKind.Ticket, reservation, now.AddMinutes(-minutesAgo));
        var (sent, givenUp, fresh, waiting, failing, failedOnce) = (Owed(60), Owed(60), Owed(9), Owed(10), Owed(30), Owed(5));
        sent.Sent(now);
        givenUp.GiveUp("no address", now);
        failing.Failed("Away", now.AddMinutes(-12));
        failing.Failed("Away", now.AddMinutes(-1));
        failedOnce.Failed("Away", now.AddMinutes(-1));
        await database.AddAsync(sent, givenUp, fresh, waiting, failing, failedOnce);

        var owed = await new MailBacklog(database, new FakeTimeProvider(new DateTimeOffset(now))).ReadAsync(CancellationToken.None);
        Assert.Equal(new OwedMail(Owed: 4, Late: 2), owed);
    }
}
