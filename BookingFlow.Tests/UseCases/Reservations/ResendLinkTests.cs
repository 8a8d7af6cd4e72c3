using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class SendLinkAgainOnSqliteTests() : ResendLinkTests(DatabaseDialect.Sqlite);

public sealed class SendLinkAgainOnSqlServerTests() : ResendLinkTests(DatabaseDialect.SqlServer);

public abstract class ResendLinkTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    [Fact]
    public async Task The_party_gets_its_link_again_and_the_house_can_see_that_it_asked()
    {
        var party = await StoredAsync(AParty());

        Assert.True((await SendAsync(party)).Succeeded);

        var mail = Assert.Single(await OwedAsync());
        Assert.Equal((MailKind.Confirmation, party.Id), (mail.Kind, mail.ReservationId));
        Assert.Equal([mail.Id], House.Jobs.Mails);
        var entry = await OnlyLogEntryAsync();
        Assert.Equal((AuditAction.MailSentAgain, true, null), (entry.Act, entry.IsByParty, entry.StaffId));
    }

    [Fact]
    public async Task A_double_click_is_one_mail()
    {
        var party = await StoredAsync(AParty());
        var click = Guid.NewGuid();

        Assert.All(await Task.WhenAll(SendAsync(party, click), SendAsync(party, click)), result => Assert.True(result.Succeeded));
        await AllSentAsync();
        Assert.True((await SendAsync(party, click)).Succeeded);

        Assert.Single(await OwedAsync());
    }

    [Fact]
    public async Task A_mail_that_is_still_owed_is_not_doubled()
    {
        var party = await StoredAsync(AParty());
        await SendAsync(party);

        Assert.True((await SendAsync(party)).Succeeded);

        Assert.Single(await OwedAsync());
    }

    [Fact]
    public async Task Three_times_in_all_a_minute_apart_and_then_no_more()
    {
        var party = await StoredAsync(AParty());
        for (var i = 0; i < PartyMails.Most; i++)
        {
            Assert.True((await SendAsync(party)).Succeeded);
            await AllSentAsync();
            var impatient = await SendAsync(party);
            Assert.Equal(i + 1 < PartyMails.Most ? FailureKind.TooManyRequests : FailureKind.NotPossible, impatient.Failure?.Kind);
            House.Clock.Advance(PartyMails.Pause);
        }

        Assert.Equal(Obstacle.MailedOftenEnough, (await SendAsync(party)).Failure?.Obstacle);
        Assert.Equal(PartyMails.Most, (await OwedAsync()).Count);
    }

    [Fact]
    public async Task What_the_desk_sent_does_not_count_against_the_party()
    {
        var party = await StoredAsync(AParty());
        for (var i = 0; i < PartyMails.Most; i++)
        {
            Assert.True((await House.ResendMail.SendAsync(party.Id, Bea, CancellationToken.None)).Succeeded);
        }

        await AllSentAsync();
        House.Clock.Advance(PartyMails.Pause);

        Assert.True((await SendAsync(party)).Succeeded);
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, FailureKind.ConfirmationTokenUsed)]
    [InlineData(ReservationStatus.Cancelled, FailureKind.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, FailureKind.ConfirmationTokenExpired)]
    public async Task What_is_settled_gets_no_mail(ReservationStatus status, FailureKind kind) =>
        Assert.Equal(kind, (await RefusedAsync(SendAsync(await StoredAsync(AParty().InStatus(status))))).Kind);

    private Task<Result<Reservation>> SendAsync(Reservation reservation, Guid? click = null) =>
        House.ResendLink.SendAsync(reservation.Id, click ?? Guid.NewGuid(), CancellationToken.None);

    private Task<int> AllSentAsync() =>
        House.Database.ReadAsync(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, House.Clock.GetUtcNow().UtcDateTime)));
}
