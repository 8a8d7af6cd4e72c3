using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class OpenTicketOnSqliteTests() : OpenTicketTests(DatabaseDialect.Sqlite);

public sealed class OpenTicketOnSqlServerTests() : OpenTicketTests(DatabaseDialect.SqlServer);

public abstract class OpenTicketTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task Used_link_opens_the_ticket()
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().Build());
        await Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None);

        Assert.Equal(link.Party.Text, (await OpenAsync(link)).Value.Text);
        Assert.Equal(4, await TokensAsync());
    }

    [Fact]
    public async Task Second_link_of_a_repeated_mail_opens_a_ticket_that_admits()
    {
        var reservation = new AReservation().Confirmed().Build();
        var link = await Host.AddConfirmationLinkAsync(reservation);

        var ticket = await OpenAsync(link);
        var admitted = await AdmitAsync(link.Party.Ticket.CheckIn);

        Assert.Equal(link.Party.Text, ticket.Value.Text);
        Assert.Equal(reservation.Reference, admitted.Value?.Reference);
    }

    [Fact]
    public async Task Eight_parallel_openings_create_the_ticket_tokens_once()
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().Confirmed().Build());

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync(link))));

        Assert.All(opened, result => Assert.Equal(link.Party.Text, result.Value.Text));
        Assert.Equal(4, await TokensAsync());
    }

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Cancelled)]
    [InlineData(ReservationStatus.Expired)]
    public async Task Unconfirmed_reservation_has_no_ticket(ReservationStatus status)
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().InStatus(status).Build());

        Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await OpenAsync(link)).Failure?.Kind);
        Assert.Equal(2, await TokensAsync());
    }

    [Fact]
    public async Task A_party_token_opens_the_ticket_of_a_reservation_that_the_box_office_confirmed()
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().Confirmed().Build());

        Assert.Equal(link.Party.Text, (await Host.OpenTicket.OpenAsync(link.Party, TokenPurpose.Party, CancellationToken.None)).Value.Text);
        Assert.True((await AdmitAsync(link.Party.Ticket.CheckIn)).Succeeded);
    }

    [Fact]
    public async Task Ticket_check_in_and_unknown_tokens_are_refused()
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().Confirmed().Build());
        await OpenAsync(link);

        foreach (var other in new[] { link.Party, link.Party.Ticket, link.Party.Ticket.CheckIn, Token.New() })
        {
            Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await OpenAsync(other)).Failure?.Kind);
        }
    }

    private Task<Result<Token>> OpenAsync(Token link) => Host.OpenTicket.OpenAsync(link, TokenPurpose.Confirmation, CancellationToken.None);

    private Task<int> TokensAsync() => Host.Database.ReadAsync(db => db.Tokens.CountAsync());

    private Task<Result<AdmittedParty>> AdmitAsync(Token code)
    {
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt));
        return Host.CheckInParty.AdmitAsync(code, Host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);
    }
}
