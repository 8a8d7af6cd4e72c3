using BookingFlow.Web.Pages.Staff.Mail;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Mail;

public sealed class MailQueriesTests
{
    [Fact]
    public async Task Each_state_is_counted()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        Assert.Equal([0, 0, 0, 0, 0], (await CountAsync(database)).Values);
        var performance = new APerformance().Build();
        await database.AddAsync(
            [Mail(), .. Times(2, m => m.Failed("TimeoutException", TestTimes.Now)), .. Times(3, m => m.HoldBack(OutboxMail.TooManyToMailbox)),
            .. Times(4, m => m.GiveUp("550", TestTimes.Now)), .. Times(5, m => m.Sent(TestTimes.Now))]);

        var counts = await CountAsync(database);
        Assert.Equal(
            [(MailState.Waiting, 1), (MailState.Failing, 2), (MailState.HeldBack, 3), (MailState.GivenUp, 4), (MailState.Sent, 5)],
            counts.Select(count => (count.Key, count.Value)));

        OutboxMail Mail() => OutboxMail.ForReservation(MailKind.Ticket, new AReservation().For(performance).Build(), TestTimes.Now);

        IEnumerable<OutboxMail> Times(int count, Action<OutboxMail> change) => Enumerable.Range(0, count).Select(_ =>
        {
            var mail = Mail();
            change(mail);
            return mail;
        });
    }

    [Fact]
    public async Task No_query_of_the_mail_page_reads_the_mails_that_were_sent()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var queryPlans = new QueryPlans();
        await using var db = queryPlans.CreateDbContext(database);

        await db.CountByStateAsync(CancellationToken.None);
        await db.SelectListings(db.Outbox).Take(50).ToListAsync();

        Assert.Contains("USING COVERING INDEX", queryPlans.Plans[0], StringComparison.Ordinal);
        Assert.Contains("USING COVERING INDEX IX_Outbox_GivenUpAt_NextAttemptAt_FailingSince_LastError_SentAt", queryPlans.Plans[1], StringComparison.Ordinal);
        Assert.Contains("USING INDEX IX_Outbox_CreatedAt", queryPlans.Plans[2], StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE FOR ORDER BY", queryPlans.Plans[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailState.Waiting)]
    [InlineData(MailState.Failing)]
    [InlineData(MailState.HeldBack)]
    [InlineData(MailState.GivenUp)]
    public async Task A_list_of_unsent_mails_does_not_look_for_them_among_those_that_were_sent(MailState state)
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var queryPlans = new QueryPlans();
        await using var db = queryPlans.CreateDbContext(database);

        await db.SelectListings(db.InState(state)).Take(50).ToListAsync();

        Assert.Contains("COVERING INDEX IX_Outbox_GivenUpAt_NextAttemptAt_FailingSince_LastError_SentAt", queryPlans.Plans[0], StringComparison.Ordinal);
        Assert.DoesNotContain("IX_Outbox_CreatedAt", queryPlans.Plans[0], StringComparison.Ordinal);
    }

    private static Task<IReadOnlyDictionary<MailState, int>> CountAsync(TemporaryDatabase database) =>
        database.ReadAsync(db => db.CountByStateAsync(CancellationToken.None));
}
