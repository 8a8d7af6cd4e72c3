using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ConfirmForPartyOnSqliteTests() : ConfirmForPartyTests(DatabaseDialect.Sqlite);

public sealed class ConfirmForPartyOnSqlServerTests() : ConfirmForPartyTests(DatabaseDialect.SqlServer);

public abstract class ConfirmForPartyTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task Pending_reservation_is_confirmed_and_its_ticket_mailed()
    {
        using var confirmations = Host.Database.Metrics.Collect<int>("bookingflow.confirmations");
        using var seats = Host.Database.Metrics.Collect<int>("bookingflow.confirmations.seats");
        var pending = await StoredAsync(AParty(4));

        var confirmed = (await ConfirmAsync(pending)).Value!;

        Assert.Equal((ReservationStatus.Confirmed, 4), (confirmed.Status, await ConfirmedSeatsAsync()));
        Assert.Equal(MailKind.Ticket, Assert.Single(await OutboxAsync()).Kind);
        Assert.Equal((1, 4), (confirmations.Total(), seats.Total()));
        Assert.Equal((AuditAction.ReservationConfirmed, pending.Id), ((await OnlyAuditEntryAsync()).Action, (await OnlyAuditEntryAsync()).SubjectId));
    }

    [Fact]
    public async Task Expired_reservation_can_be_confirmed()
    {
        var expired = await StoredAsync(AParty(4).Expired());

        Assert.True((await ConfirmAsync(expired)).Succeeded);
        Assert.Equal(4, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Confirmation_link_is_used_afterwards_and_opens_the_ticket()
    {
        var pending = AParty().Build();
        var link = await Host.AddConfirmationLinkAsync(pending);
        await ConfirmAsync(pending);

        var late = await Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None);

        Assert.Equal(FailureKind.ConfirmationTokenUsed, late.Failure?.Kind);
        Assert.True((await Host.OpenTicket.OpenAsync(link, TokenPurpose.Confirmation, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Confirming_beyond_the_seats_left_is_refused()
    {
        await StoredAsync(AParty(8).Confirmed());
        var pending = await StoredAsync(AParty(3));

        var refusal = await RefusedAsync(ConfirmAsync(pending));

        Assert.Equal((FailureKind.NotEnoughSeats, 2), (refusal.Kind, refusal.SeatsLeft));
        Assert.Equal(ReservationStatus.Pending, (await Host.ReservationAsync(pending.Id)).Status);
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, Obstacle.AlreadyConfirmed)]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    public async Task Confirmed_or_cancelled_reservation_is_refused(ReservationStatus status, Obstacle obstacle) =>
        Assert.Equal(obstacle, (await RefusedAsync(ConfirmAsync(await StoredAsync(AParty().InStatus(status))))).Obstacle);

    [Fact]
    public async Task Unknown_reservation_returns_NotFound() => Assert.Equal(
        FailureKind.NotFound, (await RefusedAsync(Host.ConfirmForParty.ConfirmAsync(4711, Bea, CancellationToken.None))).Kind);

    private Task<Result<Reservation>> ConfirmAsync(Reservation reservation) =>
        Host.ConfirmForParty.ConfirmAsync(reservation.Id, Bea, CancellationToken.None);
}
