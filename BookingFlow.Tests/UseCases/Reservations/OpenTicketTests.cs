using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class OpenTicketOnSqliteTests() : OpenTicketTests(DatabaseDialect.Sqlite);

public sealed class OpenTicketOnSqlServerTests() : OpenTicketTests(DatabaseDialect.SqlServer);

public abstract class OpenTicketTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task The_holder_of_a_used_link_gets_to_the_ticket()
    {
        var link = await House.MailedLinkAsync(new AReservation().Build());
        await House.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None);

        Assert.Equal(link.Ticket.Text, (await OpenAsync(link)).Value.Text);
        Assert.Equal(3, await TokensAsync());
    }

    [Fact]
    public async Task The_other_link_of_a_mail_that_came_twice_leads_to_a_ticket_that_opens_the_door_too()
    {
        var reservation = new AReservation().Confirmed().Build();
        var link = await House.MailedLinkAsync(reservation);

        var ticket = await OpenAsync(link);
        var admitted = await AdmitAsync(link.Ticket.CheckIn);

        Assert.Equal(link.Ticket.Text, ticket.Value.Text);
        Assert.Equal(reservation.Reference, admitted.Value?.Reference);
    }

    [Fact]
    public async Task Opening_the_ticket_many_times_at_once_makes_its_tokens_once()
    {
        var link = await House.MailedLinkAsync(new AReservation().Confirmed().Build());

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync(link))));

        Assert.All(opened, result => Assert.Equal(link.Ticket.Text, result.Value.Text));
        Assert.Equal(3, await TokensAsync());
    }

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Cancelled)]
    [InlineData(ReservationStatus.Expired)]
    public async Task Where_nothing_is_confirmed_there_is_no_ticket(ReservationStatus status)
    {
        var link = await House.MailedLinkAsync(new AReservation().InStatus(status).Build());

        Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await OpenAsync(link)).Failure?.Kind);
        Assert.Equal(1, await TokensAsync());
    }

    [Fact]
    public async Task A_ticket_a_code_and_a_link_that_nobody_made_lead_nowhere()
    {
        var link = await House.MailedLinkAsync(new AReservation().Confirmed().Build());
        await OpenAsync(link);

        foreach (var other in new[] { link.Ticket, link.Ticket.CheckIn, Token.New() })
        {
            Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await OpenAsync(other)).Failure?.Kind);
        }
    }

    private Task<Result<Token>> OpenAsync(Token link) => House.OpenTicket.OpenAsync(link, CancellationToken.None);

    private Task<int> TokensAsync() => House.Database.ReadAsync(db => db.Tokens.CountAsync());

    private Task<Result<AdmittedParty>> AdmitAsync(Token code)
    {
        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        return House.CheckInParty.AdmitAsync(code, House.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);
    }
}
