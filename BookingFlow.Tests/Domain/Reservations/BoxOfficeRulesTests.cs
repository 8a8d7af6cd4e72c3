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

    [Theory]
    [InlineData(ReservationStatus.Pending, null)]
    [InlineData(ReservationStatus.Waiting, null)]
    [InlineData(ReservationStatus.Expired, null)]
    [InlineData(ReservationStatus.Confirmed, Obstacle.AlreadyConfirmed)]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    public void A_party_is_confirmed_without_its_link_also_when_booking_is_closed(ReservationStatus status, Obstacle? obstacle)
    {
        var party = new AReservation().For(new APerformance().BookingDisabled().Build()).OfParty(50).InStatus(status).Build();
        party.Performance.AdditionalSeats = 60;

        Assert.Equal(obstacle, BoxOfficeRules.CheckConfirm(party, UseCaseHost.Rules, Now)?.Obstacle);
    }

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Waiting)]
    [InlineData(ReservationStatus.Expired)]
    public void An_erased_party_is_not_confirmed(ReservationStatus status)
    {
        var party = new AReservation().InStatus(status).Build();
        party.Erase(Now);

        Assert.Equal(Obstacle.PersonalDataErased, BoxOfficeRules.CheckConfirm(party, UseCaseHost.Rules, Now)?.Obstacle);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, 1)]
    public void A_party_is_confirmed_only_if_it_fits(int left, int? reportedLeft)
    {
        var party = new AReservation().For(new APerformance().WithCapacity(left).Build()).Build();

        Assert.Equal(reportedLeft, BoxOfficeRules.CheckConfirm(party, UseCaseHost.Rules, Now)?.SeatsLeft);
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, false, null)]
    [InlineData(ReservationStatus.Waiting, false, null)]
    [InlineData(ReservationStatus.Confirmed, false, null)]
    [InlineData(ReservationStatus.Confirmed, true, Obstacle.PartyCheckedIn)]
    [InlineData(ReservationStatus.Cancelled, false, Obstacle.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, false, Obstacle.NotConfirmed)]
    public void The_size_of_a_party_that_counts_can_be_changed(ReservationStatus status, bool isInside, Obstacle? obstacle)
    {
        var party = new AReservation().InStatus(status).Build();

        Assert.Equal(obstacle, BoxOfficeRules.CheckPartySize(party, 3, AccessPlaces.None, isInside, UseCaseHost.Rules, Now)?.Obstacle);
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, 1)]
    [InlineData(4, null)]
    [InlineData(1, null)]
    public void Only_additional_people_need_seats(int people, int? reportedLeft)
    {
        var party = new AReservation().For(new APerformance().WithCapacity(5).Build()).OfParty(4).Confirmed().Build();

        Assert.Equal(
            reportedLeft, BoxOfficeRules.CheckPartySize(party, people, AccessPlaces.None, isInside: false, UseCaseHost.Rules, Now)?.SeatsLeft);
    }

    /// <summary>A party that keeps its size, or becomes smaller, is refused nothing when seats were removed from a full performance.</summary>
    [Fact]
    public void A_party_of_an_overfull_performance_keeps_its_size()
    {
        var party = new AReservation().For(new APerformance().WithCapacity(2).WithConfirmedSeats(4).Build()).OfParty(4).Confirmed().Build();

        Assert.Null(BoxOfficeRules.CheckPartySize(party, 4, AccessPlaces.None, isInside: false, UseCaseHost.Rules, Now));
        Assert.Null(BoxOfficeRules.CheckPartySize(party, 3, AccessPlaces.None, isInside: false, UseCaseHost.Rules, Now));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, 0)]
    public void An_access_place_must_be_left_also_for_a_party_that_keeps_its_size(int left, int? reportedLeft)
    {
        var performance = new APerformance().WithAccessPlaces(left + 1, 0).Build();
        _ = new AReservation().For(performance).WithPlaces(new AccessPlaces(1, 0)).Confirmed().Build();
        var party = new AReservation().For(performance).Confirmed().Build();

        var refusal = BoxOfficeRules.CheckPartySize(party, 2, new AccessPlaces(1, 0), isInside: false, UseCaseHost.Rules, Now);

        Assert.Equal(reportedLeft, refusal?.AccessPlacesLeft?.Wheelchair);
    }

    [Fact]
    public void A_party_keeps_its_own_access_place_when_it_grows()
    {
        var performance = new APerformance().WithAccessPlaces(1, 0).Build();
        var party = new AReservation().For(performance).WithPlaces(new AccessPlaces(1, 0)).Confirmed().Build();

        Assert.Null(BoxOfficeRules.CheckPartySize(party, 3, new AccessPlaces(1, 0), isInside: false, UseCaseHost.Rules, Now));
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, false, null)]
    [InlineData(ReservationStatus.Pending, false, null)]
    [InlineData(ReservationStatus.Confirmed, true, Obstacle.PartyCheckedIn)]
    [InlineData(ReservationStatus.Cancelled, false, Obstacle.ReservationCancelled)]
    public void What_is_not_cancelled_and_not_inside_can_be_cancelled(ReservationStatus status, bool isInside, Obstacle? obstacle) =>
        Assert.Equal(obstacle, BoxOfficeRules.CheckCancel(new AReservation().InStatus(status).Build(), isInside)?.Obstacle);

    [Theory]
    [InlineData(ReservationStatus.Confirmed, Obstacle.AlreadyConfirmed)]
    [InlineData(ReservationStatus.Pending, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Waiting, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Cancelled, Obstacle.NotConfirmed)]
    public void Only_the_cancellation_of_a_party_that_had_seats_is_undone(ReservationStatus status, Obstacle obstacle) => Assert.Equal(
        obstacle, BoxOfficeRules.CheckReinstate(new AReservation().InStatus(status).Build(), UseCaseHost.Rules, Now)?.Obstacle);

    [Fact]
    public void A_cancellation_is_undone_while_seats_are_left_and_the_party_is_not_erased()
    {
        var party = new AReservation().For(new APerformance().WithCapacity(2).Build()).Confirmed().Cancelled().Build();
        Assert.Null(BoxOfficeRules.CheckReinstate(party, UseCaseHost.Rules, Now));

        party.Performance.SetConfirmedSeats(1);
        Assert.Equal(1, BoxOfficeRules.CheckReinstate(party, UseCaseHost.Rules, Now)?.SeatsLeft);
        party.Erase(Now);
        Assert.Equal(Obstacle.PersonalDataErased, BoxOfficeRules.CheckReinstate(party, UseCaseHost.Rules, Now)?.Obstacle);
    }

    [Fact]
    public void An_erased_party_does_not_move()
    {
        var party = new AReservation().Confirmed().Build();
        party.Erase(Now);

        Assert.Equal(Obstacle.PersonalDataErased, BoxOfficeRules.CheckMove(party, isInside: false)?.Obstacle);
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, MailKind.Confirmation, null)]
    [InlineData(ReservationStatus.Waiting, MailKind.Confirmation, null)]
    [InlineData(ReservationStatus.Confirmed, MailKind.Ticket, null)]
    [InlineData(ReservationStatus.Cancelled, null, Obstacle.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, null, Obstacle.NotConfirmed)]
    public void A_party_is_sent_its_link_or_its_ticket_again(ReservationStatus status, MailKind? mail, Obstacle? obstacle)
    {
        var result = BoxOfficeRules.ChooseResendMail(new AReservation().InStatus(status).Build(), UseCaseHost.Rules, Now);

        Assert.Equal((mail, obstacle), (result.Succeeded ? result.Value : null, result.Failure?.Obstacle));
    }

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Waiting)]
    [InlineData(ReservationStatus.Confirmed)]
    public void A_party_without_an_address_is_sent_nothing(ReservationStatus status) => Assert.Equal(
        Obstacle.NoEmail,
        BoxOfficeRules.ChooseResendMail(new AReservation().WithEmail(null).InStatus(status).Build(), UseCaseHost.Rules, Now).Failure?.Obstacle);

    [Theory]
    [InlineData(ReservationStatus.Pending, -1, MailKind.Confirmation, null)]
    [InlineData(ReservationStatus.Pending, 0, null, Obstacle.PerformanceHasBegun)]
    [InlineData(ReservationStatus.Confirmed, 59, MailKind.Ticket, null)]
    [InlineData(ReservationStatus.Confirmed, 60, null, Obstacle.PerformanceHasBegun)]
    public void A_link_is_sent_until_the_start_and_a_ticket_until_the_doors_close(
        ReservationStatus status, int minutesAfterStart, MailKind? mail, Obstacle? obstacle)
    {
        var result = BoxOfficeRules.ChooseResendMail(
            new AReservation().InStatus(status).Build(), UseCaseHost.Rules, TestTimes.StartsAt.AddMinutes(minutesAfterStart));

        Assert.Equal((mail, obstacle), (result.Succeeded ? result.Value : null, result.Failure?.Obstacle));
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, 59, Obstacle.StillReserved)]
    [InlineData(ReservationStatus.Waiting, 59, Obstacle.StillReserved)]
    [InlineData(ReservationStatus.Confirmed, 59, Obstacle.StillReserved)]
    [InlineData(ReservationStatus.Confirmed, 60, null)]
    [InlineData(ReservationStatus.Cancelled, 0, null)]
    [InlineData(ReservationStatus.Expired, 0, null)]
    public void A_party_that_may_still_come_is_not_erased(ReservationStatus status, int minutesAfterStart, Obstacle? obstacle) => Assert.Equal(
        obstacle,
        BoxOfficeRules.CheckErase(
            new AReservation().InStatus(status).Build(), UseCaseHost.Rules, TestTimes.StartsAt.AddMinutes(minutesAfterStart))?.Obstacle);

    [Theory]
    [InlineData(ReservationStatus.Pending, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Waiting, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    [InlineData(ReservationStatus.Confirmed, null)]
    public void Only_a_confirmed_party_has_a_ticket_to_print(ReservationStatus status, Obstacle? obstacle) =>
        Assert.Equal(obstacle, BoxOfficeRules.CheckPrintTicket(new AReservation().InStatus(status).Build())?.Obstacle);
}
