using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.UseCases.Mail;

namespace BookingFlow.Tests.UseCases.Mail;

public sealed class MailRequestLimiterQueryTests
{
    [Fact]
    public async Task The_counts_are_read_from_indexes()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var queryPlans = new QueryPlans();
        await using var db = queryPlans.CreateDbContext(database);
        var context = new UseCaseContext(db, TimeProvider.System, actor: null, CancellationToken.None);
        var mail = OutboxMail.ForReservation(MailKind.Confirmation, new AReservation().Build(), TestTimes.Now);

        await new MailRequestLimiter(new RequestedMailLimits(1, 1, 1, 1)).ApplyAsync(context, mail, new MailRequest("ada@example.org", ClientKey: 1));

        Assert.Equal(3, queryPlans.Plans.Count);
        Assert.Contains("IX_Outbox_MailboxKey_CreatedAt", queryPlans.Plans[0], StringComparison.Ordinal);
        Assert.Contains("IX_Outbox_ClientKey_CreatedAt", queryPlans.Plans[1], StringComparison.Ordinal);
        Assert.Contains("IX_Reservations_MailboxKey", queryPlans.Plans[2], StringComparison.Ordinal);
        Assert.All(queryPlans.Plans, plan => Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal));
    }
}
