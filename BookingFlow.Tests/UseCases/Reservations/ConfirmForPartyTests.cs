using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ConfirmForPartyOnSqliteTests() : ConfirmForPartyTests(DatabaseDialect.Sqlite);

public sealed class ConfirmForPartyOnSqlServerTests() : ConfirmForPartyTests(DatabaseDialect.SqlServer);

public abstract class ConfirmForPartyTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    [Fact]
    public async Task A_party_whose_mail_never_came_gets_its_seats_and_its_ticket()
    {
        using var confirmations = House.Database.Counted.Collect<int>("bookingflow.confirmations");
        using var seats = House.Database.Counted.Collect<int>("bookingflow.confirmations.seats");
        var pending = await StoredAsync(AParty(4));

        var confirmed = (await ConfirmAsync(pending)).Value!;

        Assert.Equal((ReservationStatus.Confirmed, 4), (confirmed.Status, await ConfirmedSeatsAsync()));
        Assert.Equal(MailKind.Ticket, Assert.Single(await OwedAsync()).Kind);
        Assert.Equal((1, 4), (confirmations.Total(), seats.Total()));
        Assert.Equal((AuditAction.ReservationConfirmed, pending.Id), ((await OnlyLogEntryAsync()).Act, (await OnlyLogEntryAsync()).ThingId));
    }

    [Fact]
    public async Task A_party_that_came_back_after_its_link_had_run_out_still_gets_seats()
    {
        var expired = await StoredAsync(AParty(4).Expired());

        Assert.True((await ConfirmAsync(expired)).Succeeded);
        Assert.Equal(4, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task The_visitors_own_link_is_told_as_used_afterwards()
    {
        var pending = AParty().Build();
        var link = await House.MailedLinkAsync(pending);
        await ConfirmAsync(pending);

        var late = await House.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None);

        Assert.Equal(FailureKind.ConfirmationTokenUsed, late.Failure?.Kind);
        Assert.True((await House.OpenTicket.OpenAsync(link, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Seats_that_are_not_there_are_not_confirmed()
    {
        await StoredAsync(AParty(8).Confirmed());
        var pending = await StoredAsync(AParty(3));

        var refusal = await RefusedAsync(ConfirmAsync(pending));

        Assert.Equal((FailureKind.NotEnoughSeats, 2), (refusal.Kind, refusal.SeatsLeft));
        Assert.Equal(ReservationStatus.Pending, (await House.ReservationAsync(pending.Id)).Status);
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, Obstacle.AlreadyConfirmed)]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    public async Task What_is_settled_is_not_confirmed_again(ReservationStatus status, Obstacle obstacle) =>
        Assert.Equal(obstacle, (await RefusedAsync(ConfirmAsync(await StoredAsync(AParty().InStatus(status))))).Obstacle);

    [Fact]
    public async Task A_reservation_that_does_not_exist_is_not_found() => Assert.Equal(
        FailureKind.NotFound, (await RefusedAsync(House.ConfirmForParty.ConfirmAsync(4711, Bea, CancellationToken.None))).Kind);

    private Task<Result<Reservation>> ConfirmAsync(Reservation reservation) =>
        House.ConfirmForParty.ConfirmAsync(reservation.Id, Bea, CancellationToken.None);
}
