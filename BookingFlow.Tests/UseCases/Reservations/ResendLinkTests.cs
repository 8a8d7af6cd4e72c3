using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ResendLinkOnSqliteTests() : ResendLinkTests(DatabaseDialect.Sqlite);

public sealed class ResendLinkOnSqlServerTests() : ResendLinkTests(DatabaseDialect.SqlServer);

public abstract class ResendLinkTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task Link_is_mailed_again_and_audited_as_requested_by_the_party()
    {
        var party = await StoredAsync(AParty());

        Assert.True((await SendAsync(party)).Succeeded);

        var mail = Assert.Single(await OutboxAsync());
        Assert.Equal((MailKind.Confirmation, party.Id), (mail.Kind, mail.ReservationId));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
        var entry = await OnlyAuditEntryAsync();
        Assert.Equal((AuditAction.MailSentAgain, true, null), (entry.Action, entry.IsByParty, entry.StaffId));
    }

    [Fact]
    public async Task Double_click_sends_one_mail()
    {
        var party = await StoredAsync(AParty());
        var request = Guid.NewGuid();

        Assert.All(await Task.WhenAll(SendAsync(party, request), SendAsync(party, request)), result => Assert.True(result.Succeeded));
        await AllSentAsync();
        Assert.True((await SendAsync(party, request)).Succeeded);

        Assert.Single(await OutboxAsync());
    }

    [Fact]
    public async Task Unsent_mail_is_not_duplicated()
    {
        var party = await StoredAsync(AParty());
        await SendAsync(party);

        Assert.True((await SendAsync(party)).Succeeded);

        Assert.Single(await OutboxAsync());
    }

    [Fact]
    public async Task Resends_are_limited_to_three_with_a_minute_between_them()
    {
        var party = await StoredAsync(AParty());
        for (var i = 0; i < PartyMails.MaxRequests; i++)
        {
            Assert.True((await SendAsync(party)).Succeeded);
            await AllSentAsync();
            var early = await SendAsync(party);
            Assert.Equal(i + 1 < PartyMails.MaxRequests ? FailureKind.TooManyRequests : FailureKind.NotPossible, early.Failure?.Kind);
            Host.Clock.Advance(PartyMails.ResendInterval);
        }

        Assert.Equal(Obstacle.MailedOftenEnough, (await SendAsync(party)).Failure?.Obstacle);
        Assert.Equal(PartyMails.MaxRequests, (await OutboxAsync()).Count);
    }

    [Fact]
    public async Task Mails_sent_by_the_box_office_do_not_count_towards_the_limit()
    {
        var party = await StoredAsync(AParty());
        for (var i = 0; i < PartyMails.MaxRequests; i++)
        {
            Assert.True((await Host.ResendMail.SendAsync(party.Id, Bea, CancellationToken.None)).Succeeded);
        }

        await AllSentAsync();
        Host.Clock.Advance(PartyMails.ResendInterval);

        Assert.True((await SendAsync(party)).Succeeded);
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, FailureKind.ConfirmationTokenUsed)]
    [InlineData(ReservationStatus.Cancelled, FailureKind.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, FailureKind.ConfirmationTokenExpired)]
    public async Task Reservation_that_is_not_pending_gets_no_mail(ReservationStatus status, FailureKind kind) =>
        Assert.Equal(kind, (await RefusedAsync(SendAsync(await StoredAsync(AParty().InStatus(status))))).Kind);

    private Task<Result<Reservation>> SendAsync(Reservation reservation, Guid? request = null) =>
        Host.ResendLink.SendAsync(reservation.Id, request ?? Guid.NewGuid(), clientKey: 1, CancellationToken.None);

    private Task<int> AllSentAsync() =>
        Host.Database.ReadAsync(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, Host.Clock.GetUtcNow().UtcDateTime)));
}
