using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ReinstateReservationOnSqliteTests() : ReinstateReservationTests(DatabaseDialect.Sqlite);

public sealed class ReinstateReservationOnSqlServerTests() : ReinstateReservationTests(DatabaseDialect.SqlServer);

public abstract class ReinstateReservationTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task An_undone_cancellation_takes_the_seats_again_and_the_ticket_admits_and_is_mailed()
    {
        var party = AParty(4).Confirmed().Build();
        var code = await Host.AddTicketAsync(party);
        await CancelAsync(party);
        Assert.Equal(0, await ConfirmedSeatsAsync());

        Assert.Equal(ReservationStatus.Confirmed, (await ReinstateAsync(party)).Value?.Status);

        var stored = await Host.ReservationAsync(party.Id);
        Assert.Equal((ReservationStatus.Confirmed, null, 4), (stored.Status, stored.CancelledAt, await ConfirmedSeatsAsync()));
        Assert.Equal(MailKind.Ticket, (await OutboxAsync())[^1].Kind);
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));
        Assert.True((await Host.CheckInParty.AdmitAsync(code, Host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Without_seats_for_all_of_the_party_nothing_is_changed()
    {
        var party = await StoredAsync(AParty(4).Confirmed());
        await CancelAsync(party);
        var sold = await Host.SellSeats.SellAsync(
            Performance.Id, new ReservationInput("Eve", null, null, null, "7"), Guid.NewGuid(), Bea, CancellationToken.None);
        Assert.True(sold.Succeeded);

        var refused = await ReinstateAsync(party);

        Assert.Equal((FailureKind.NotEnoughSeats, 3), (refused.Failure?.Kind, refused.Failure?.SeatsLeft));
        Assert.Equal((ReservationStatus.Cancelled, 7), ((await Host.ReservationAsync(party.Id)).Status, await ConfirmedSeatsAsync()));
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Confirmed, Obstacle.AlreadyConfirmed)]
    public async Task Only_a_cancelled_reservation_can_be_reinstated(ReservationStatus status, Obstacle obstacle) =>
        Assert.Equal(obstacle, (await ReinstateAsync(await StoredAsync(AParty().InStatus(status)))).Failure?.Obstacle);

    [Fact]
    public async Task A_reservation_that_never_had_seats_or_was_erased_or_whose_performance_is_over_stays_cancelled()
    {
        var pending = await StoredAsync(AParty());
        await CancelAsync(pending);
        Assert.Equal(Obstacle.NotConfirmed, (await ReinstateAsync(pending)).Failure?.Obstacle);

        var erased = await StoredAsync(AParty().Confirmed());
        await CancelAsync(erased);
        Assert.True((await Host.EraseReservation.EraseAsync(erased.Id, Bea, CancellationToken.None)).Succeeded);
        Assert.Equal(Obstacle.PersonalDataErased, (await ReinstateAsync(erased)).Failure?.Obstacle);

        var late = await StoredAsync(AParty().Confirmed());
        await CancelAsync(late);
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt.AddDays(1)));
        Assert.Equal(Obstacle.PerformanceHasBegun, (await ReinstateAsync(late)).Failure?.Obstacle);
    }

    private async Task CancelAsync(Reservation reservation) => Assert.True(
        (await Host.CancelReservation.CancelAsync(reservation.Id, notifyParty: false, reason: null, Bea, CancellationToken.None)).Succeeded);

    private Task<Result<Reservation>> ReinstateAsync(Reservation reservation) =>
        Host.ReinstateReservation.ReinstateAsync(reservation.Id, Bea, CancellationToken.None);
}
