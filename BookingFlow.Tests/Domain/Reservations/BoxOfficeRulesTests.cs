namespace BookingFlow.Tests.Domain.Reservations;

public sealed class BoxOfficeRulesTests
{
    private static readonly DateTime Now = TestTimes.StartsAt.AddMinutes(-10);

    [Theory]
    [InlineData(ReservationStatus.Confirmed, false, 2, null)]
    [InlineData(ReservationStatus.Confirmed, true, 2, Obstacle.PartyCheckedIn)]
    [InlineData(ReservationStatus.Pending, false, 2, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Expired, false, 2, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Cancelled, false, 2, Obstacle.ReservationCancelled)]
    [InlineData(ReservationStatus.Confirmed, false, 1, Obstacle.AlreadyThere)]
    public void Only_a_confirmed_party_that_is_not_checked_in_can_move_to_another_performance(
        ReservationStatus status, bool isInside, int to, Obstacle? obstacle)
    {
        var party = new AReservation().For(new APerformance().WithId(1).Build()).InStatus(status).Build();
        var target = new APerformance().WithId(to).WithCapacity(10).Build();

        Assert.Equal(obstacle, BoxOfficeRules.CheckMove(party, target, isInside, UseCaseHost.Rules, Now)?.Obstacle);
        Assert.Equal(obstacle == Obstacle.AlreadyThere ? null : obstacle, BoxOfficeRules.CheckMove(party, isInside)?.Obstacle);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void A_party_can_move_only_to_a_performance_with_enough_seats(int left, int? reportedLeft)
    {
        var party = new AReservation().For(new APerformance().WithId(1).Build()).OfParty(2).Confirmed().Build();
        var target = new APerformance().WithId(2).WithCapacity(10).WithConfirmedSeats(10 - left).Build();

        Assert.Equal(reportedLeft, BoxOfficeRules.CheckMove(party, target, isInside: false, UseCaseHost.Rules, Now)?.SeatsLeft);
    }

    [Fact]
    public void A_party_can_move_until_check_in_of_the_target_closes()
    {
        var party = new AReservation().For(new APerformance().WithId(1).Build()).Confirmed().Build();
        var target = new APerformance().WithId(2).Build();

        Assert.Null(BoxOfficeRules.CheckMove(party, target, isInside: false, UseCaseHost.Rules, TestTimes.StartsAt.AddMinutes(59)));
        Assert.Equal(
            Obstacle.PerformanceHasBegun,
            BoxOfficeRules.CheckMove(party, target, isInside: false, UseCaseHost.Rules, TestTimes.StartsAt.AddMinutes(60))?.Obstacle);
    }

    [Fact]
    public void A_party_cannot_move_to_a_cancelled_performance()
    {
        var party = new AReservation().For(new APerformance().WithId(1).Build()).Confirmed().Build();

        Assert.Equal(
            Obstacle.PerformanceCancelled,
            BoxOfficeRules.CheckMove(party, new APerformance().WithId(2).Cancelled().Build(), isInside: false, UseCaseHost.Rules, Now)?.Obstacle);
    }
}
