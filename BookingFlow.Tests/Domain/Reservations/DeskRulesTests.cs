namespace BookingFlow.Tests.Domain.Reservations;

public sealed class DeskRulesTests
{
    private static readonly DateTime Now = AMoment.CurtainUp.AddMinutes(-10);

    [Theory]
    [InlineData(ReservationStatus.Confirmed, false, 2, null)]
    [InlineData(ReservationStatus.Confirmed, true, 2, Obstacle.PartyCheckedIn)]
    [InlineData(ReservationStatus.Pending, false, 2, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Expired, false, 2, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Cancelled, false, 2, Obstacle.ReservationCancelled)]
    [InlineData(ReservationStatus.Confirmed, false, 1, Obstacle.AlreadyThere)]
    public void Only_a_confirmed_party_that_is_not_inside_moves_and_only_elsewhere(ReservationStatus status, bool isInside, int to, Obstacle? told)
    {
        var party = new AReservation().For(new APerformance().WithId(1).Build()).InStatus(status).Build();
        var elsewhere = new APerformance().WithId(to).WithCapacity(10).Build();

        Assert.Equal(told, DeskRules.WhyNotMove(party, elsewhere, isInside, UseCaseHost.Rules, Now)?.Obstacle);
        Assert.Equal(told == Obstacle.AlreadyThere ? null : told, DeskRules.WhyNotMove(party, isInside)?.Obstacle);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void It_moves_only_where_it_fits(int left, int? toldLeft)
    {
        var party = new AReservation().For(new APerformance().WithId(1).Build()).OfParty(2).Confirmed().Build();
        var elsewhere = new APerformance().WithId(2).WithCapacity(10).WithConfirmedSeats(10 - left).Build();

        Assert.Equal(toldLeft, DeskRules.WhyNotMove(party, elsewhere, isInside: false, UseCaseHost.Rules, Now)?.SeatsLeft);
    }

    [Fact]
    public void It_moves_as_long_as_somebody_can_be_let_in_there()
    {
        var party = new AReservation().For(new APerformance().WithId(1).Build()).Confirmed().Build();
        var elsewhere = new APerformance().WithId(2).Build();

        Assert.Null(DeskRules.WhyNotMove(party, elsewhere, isInside: false, UseCaseHost.Rules, AMoment.CurtainUp.AddMinutes(59)));
        Assert.Equal(
            Obstacle.PerformanceHasBegun,
            DeskRules.WhyNotMove(party, elsewhere, isInside: false, UseCaseHost.Rules, AMoment.CurtainUp.AddMinutes(60))?.Obstacle);
    }

    [Fact]
    public void A_called_off_performance_takes_nobody()
    {
        var party = new AReservation().For(new APerformance().WithId(1).Build()).Confirmed().Build();

        Assert.Equal(
            Obstacle.PerformanceCancelled,
            DeskRules.WhyNotMove(party, new APerformance().WithId(2).CalledOff().Build(), isInside: false, UseCaseHost.Rules, Now)?.Obstacle);
    }
}
