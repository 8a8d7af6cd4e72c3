using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class SendAgainOnSqliteTests() : ResendMailTests(DatabaseDialect.Sqlite);

public sealed class SendAgainOnSqlServerTests() : ResendMailTests(DatabaseDialect.SqlServer);

public abstract class ResendMailTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    [Theory]
    [InlineData(ReservationStatus.Pending, MailKind.Confirmation)]
    [InlineData(ReservationStatus.Confirmed, MailKind.Ticket)]
    public async Task A_pending_party_gets_its_link_again_and_a_confirmed_one_its_ticket(ReservationStatus status, MailKind kind)
    {
        var party = await StoredAsync(AParty().InStatus(status));

        Assert.True((await SendAsync(party)).Succeeded);

        var mail = Assert.Single(await OwedAsync());
        Assert.Equal((kind, party.Id), (mail.Kind, mail.ReservationId));
        Assert.Equal([mail.Id], House.Jobs.Mails);
        Assert.Equal(AuditAction.MailSentAgain, (await OnlyLogEntryAsync()).Act);
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    public async Task What_is_settled_gets_no_mail(ReservationStatus status, Obstacle obstacle) =>
        Assert.Equal(obstacle, (await RefusedAsync(SendAsync(await StoredAsync(AParty().InStatus(status))))).Obstacle);

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Confirmed)]
    public async Task Without_an_address_there_is_nowhere_to_send_it(ReservationStatus status) =>
        Assert.Equal(Obstacle.NoEmail, (await RefusedAsync(SendAsync(await StoredAsync(AParty().WithEmail(null).InStatus(status))))).Obstacle);

    [Fact]
    public async Task A_link_is_not_sent_once_the_curtain_is_up_but_a_ticket_is_until_the_doors_close()
    {
        var (pending, confirmed) = (await StoredAsync(AParty()), await StoredAsync(AParty().Confirmed()));
        House.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));

        Assert.Equal(Obstacle.PerformanceHasBegun, (await RefusedAsync(SendAsync(pending))).Obstacle);
        Assert.True((await SendAsync(confirmed)).Succeeded);
    }

    [Fact]
    public async Task Nothing_is_sent_for_a_performance_that_was_called_off()
    {
        var party = await StoredAsync(AParty().Confirmed());
        await CalledOffAsync(party);

        Assert.Equal(Obstacle.PerformanceCancelled, (await RefusedAsync(SendAsync(party))).Obstacle);
    }

    private Task<Result<Reservation>> SendAsync(Reservation reservation) => House.ResendMail.SendAsync(reservation.Id, Bea, CancellationToken.None);
}
