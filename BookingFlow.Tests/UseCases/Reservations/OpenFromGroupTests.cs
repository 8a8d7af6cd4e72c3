using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class OpenFromGroupOnSqliteTests() : OpenFromGroupTests(DatabaseDialect.Sqlite);

public sealed class OpenFromGroupOnSqlServerTests() : OpenFromGroupTests(DatabaseDialect.SqlServer);

public abstract class OpenFromGroupTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private Reservation[] _group = [];
    private Token _link;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var show = new AShow().Build();
        _group =
        [
            .. Enumerable.Range(0, 2).Select(day =>
                new AReservation().For(new APerformance().Of(show).WithCapacity(4).At(TestTimes.StartsAt.AddDays(day)).Build()).OfParty(4).Build()),
        ];
        _link = await Host.AddGroupLinkAsync(_group);
    }

    [Fact]
    public async Task A_pending_reservation_gets_a_confirmation_link_with_the_expiry_that_it_has()
    {
        var opened = (await OpenAsync(_group[0].Id)).Value!;

        Assert.True(opened.IsPending);
        var token = await TokenAsync(opened.Link);
        Assert.Equal((TokenPurpose.Confirmation, _group[0].Id, _group[0].ExpiresAt), (token!.Purpose, token.ReservationId, token.ExpiresAt));
        var confirmed = await Host.ConfirmReservation.ConfirmAsync(opened.Link, Guid.NewGuid(), 2, CancellationToken.None);
        Assert.Equal(opened.Link.Party.Ticket.Text, confirmed.Value.Text);
        Assert.Equal(2, (await Host.ReservationAsync(_group[0].Id)).PartySize);
        Assert.Equal(ReservationStatus.Pending, (await Host.ReservationAsync(_group[1].Id)).Status);
    }

    [Fact]
    public async Task A_confirmed_reservation_gets_its_party_link_and_no_confirmation_link()
    {
        await Host.ConfirmGroup.ConfirmAsync(_link, Guid.NewGuid(), CancellationToken.None);

        var opened = (await OpenAsync(_group[0].Id)).Value!;

        Assert.False(opened.IsPending);
        Assert.Null(await TokenAsync(opened.Link));
        var party = await TokenAsync(opened.Link.Party);
        Assert.Equal((TokenPurpose.Party, _group[0].Id), (party!.Purpose, party.ReservationId));
    }

    [Fact]
    public async Task Opening_again_makes_nothing_more_and_the_own_one_can_be_opened_too()
    {
        var first = (await OpenAsync(_group[0].Id)).Value!;
        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync(_group[0].Id))));

        Assert.All(again, opened => Assert.Equal(first.Link.Text, opened.Value?.Link.Text));
        Assert.Equal(4, await Host.Database.ReadAsync(db => db.Tokens.CountAsync()));
        Assert.True((await OpenAsync(_group[1].Id)).Succeeded);
    }

    [Fact]
    public async Task Neither_a_ticket_nor_another_party_nor_another_group_opens_it()
    {
        await Host.ConfirmGroup.ConfirmAsync(_link, Guid.NewGuid(), CancellationToken.None);
        await Host.OpenTicket.OpenAsync(_link, TokenPurpose.Confirmation, CancellationToken.None);
        var stranger = await Host.AddConfirmationLinkAsync(new AReservation().Build());

        foreach (var token in new[] { _link, _link.Party.Ticket, _link.Party.Ticket.CheckIn, stranger.Party, Token.New() })
        {
            Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await OpenAsync(_group[0].Id, token)).Failure?.Kind);
        }
    }

    [Fact]
    public async Task A_reservation_whose_address_was_corrected_or_erased_has_left_the_group()
    {
        await Host.CorrectEmail.CorrectAsync(_group[0].Id, "friend@example.org", Host.Actor, CancellationToken.None);
        Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await OpenAsync(_group[0].Id)).Failure?.Kind);

        Host.Clock.Advance(TimeSpan.FromDays(30));
        await Host.EraseReservation.EraseAsync(_group[1].Id, Host.Actor, CancellationToken.None);
        Assert.Null((await Host.ReservationAsync(_group[1].Id)).GroupId);
    }

    private Task<Result<OpenedReservation>> OpenAsync(int reservationId, Token? party = null) =>
        Host.OpenFromGroup.OpenAsync(party ?? _link.Party, reservationId, CancellationToken.None);

    private Task<ReservationToken?> TokenAsync(Token token)
    {
        var hash = token.Hash;
        return Host.Database.ReadAsync(db => db.Tokens.SingleOrDefaultAsync(t => t.Hash == hash));
    }
}
