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

        Assert.Equal(link.Ticket.Text, (await OpenAsync(link)).Value.Text);
        Assert.Equal(3, await TokensAsync());
    }

    [Fact]
    public async Task Second_link_of_a_repeated_mail_opens_a_ticket_that_admits()
    {
        var reservation = new AReservation().Confirmed().Build();
        var link = await Host.AddConfirmationLinkAsync(reservation);

        var ticket = await OpenAsync(link);
        var admitted = await AdmitAsync(link.Ticket.CheckIn);

        Assert.Equal(link.Ticket.Text, ticket.Value.Text);
        Assert.Equal(reservation.Reference, admitted.Value?.Reference);
    }

    [Fact]
    public async Task Eight_parallel_openings_create_the_ticket_tokens_once()
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().Confirmed().Build());

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync(link))));

        Assert.All(opened, result => Assert.Equal(link.Ticket.Text, result.Value.Text));
        Assert.Equal(3, await TokensAsync());
    }

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Cancelled)]
    [InlineData(ReservationStatus.Expired)]
    public async Task Unconfirmed_reservation_has_no_ticket(ReservationStatus status)
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().InStatus(status).Build());

        Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await OpenAsync(link)).Failure?.Kind);
        Assert.Equal(1, await TokensAsync());
    }

    [Fact]
    public async Task Ticket_check_in_and_unknown_tokens_are_refused()
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().Confirmed().Build());
        await OpenAsync(link);

        foreach (var other in new[] { link.Ticket, link.Ticket.CheckIn, Token.New() })
        {
            Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await OpenAsync(other)).Failure?.Kind);
        }
    }

    private Task<Result<Token>> OpenAsync(Token link) => Host.OpenTicket.OpenAsync(link, CancellationToken.None);

    private Task<int> TokensAsync() => Host.Database.ReadAsync(db => db.Tokens.CountAsync());

    private Task<Result<AdmittedParty>> AdmitAsync(Token code)
    {
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt));
        return Host.CheckInParty.AdmitAsync(code, Host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);
    }
}
