using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ResendMailOnSqliteTests() : ResendMailTests(DatabaseDialect.Sqlite);

public sealed class ResendMailOnSqlServerTests() : ResendMailTests(DatabaseDialect.SqlServer);

public abstract class ResendMailTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Theory]
    [InlineData(ReservationStatus.Pending, MailKind.Confirmation)]
    [InlineData(ReservationStatus.Confirmed, MailKind.Ticket)]
    public async Task Pending_party_gets_its_link_and_confirmed_party_its_ticket(ReservationStatus status, MailKind kind)
    {
        var party = await StoredAsync(AParty().InStatus(status));

        Assert.True((await SendAsync(party)).Succeeded);

        var mail = Assert.Single(await OutboxAsync());
        Assert.Equal((kind, party.Id), (mail.Kind, mail.ReservationId));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
        Assert.Equal(AuditAction.MailSentAgain, (await OnlyAuditEntryAsync()).Action);
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    public async Task Cancelled_or_expired_reservation_gets_no_mail(ReservationStatus status, Obstacle obstacle) =>
        Assert.Equal(obstacle, (await RefusedAsync(SendAsync(await StoredAsync(AParty().InStatus(status))))).Obstacle);

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Confirmed)]
    public async Task Party_without_an_address_is_refused(ReservationStatus status) =>
        Assert.Equal(Obstacle.NoEmail, (await RefusedAsync(SendAsync(await StoredAsync(AParty().WithEmail(null).InStatus(status))))).Obstacle);

    [Fact]
    public async Task After_the_start_a_ticket_is_sent_and_a_link_is_refused()
    {
        var (pending, confirmed) = (await StoredAsync(AParty()), await StoredAsync(AParty().Confirmed()));
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));

        Assert.Equal(Obstacle.PerformanceHasBegun, (await RefusedAsync(SendAsync(pending))).Obstacle);
        Assert.True((await SendAsync(confirmed)).Succeeded);
    }

    [Fact]
    public async Task Cancelled_performance_is_refused()
    {
        var party = await StoredAsync(AParty().Confirmed());
        await CancelPerformanceAsync(party);

        Assert.Equal(Obstacle.PerformanceCancelled, (await RefusedAsync(SendAsync(party))).Obstacle);
    }

    private Task<Result<Reservation>> SendAsync(Reservation reservation) => Host.ResendMail.SendAsync(reservation.Id, Bea, CancellationToken.None);
}
