namespace BookingFlow.Tests.Domain.Programme;

public sealed class AttendanceFiguresTests
{
    private static readonly DateTime Start = TestTimes.StartsAt;

    [Fact]
    public void Who_came_stayed_away_and_walked_in_is_counted_in_people()
    {
        var walkIn = Party(2) with { CreatedAt = Start, ConfirmedAt = Start, CheckedInAt = Start, PeopleInside = 2 };

        var figures = Figures(
            Party(4) with { PeopleInside = 3, CheckedInAt = Start.AddMinutes(-20) }, Party(2), walkIn,
            Party(5) with { Status = ReservationStatus.Expired, ConfirmedAt = null });

        Assert.Equal((10, 11, 6, 3, 3, 2, 5), (
            figures.Seats, figures.Reserved, figures.Confirmed, figures.Came, figures.StayedAway, figures.WalkIns, figures.Empty));
    }

    [Fact]
    public void Those_who_come_after_the_curtain_release_are_late()
    {
        var figures = Figures(
            Party(4) with { PeopleInside = 3, CheckedInAt = Start.AddMinutes(-10) },
            Party(2) with { PeopleInside = 2, CheckedInAt = Start.AddMinutes(-11) });

        Assert.Equal((5, 3), (figures.Came, figures.Late));
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(168, 0)]
    [InlineData(100, 1)]
    [InlineData(30, 2)]
    [InlineData(6, 3)]
    [InlineData(2, 4)]
    [InlineData(1, 5)]
    [InlineData(-1, 5)]
    public void Seats_given_back_are_counted_in_their_period_before_the_start(int hours, int period)
    {
        var figures = Figures(Party(3) with { Changes = [Change(5, 3, hours)] });

        Assert.Equal((2, 2), (figures.GivenBack, figures.GivenBackByPeriod[period]));
    }

    [Fact]
    public void What_is_taken_back_again_or_was_never_confirmed_is_not_given_back()
    {
        var confirmedLater = Party(2) with { ConfirmedAt = Start.AddHours(-1), Changes = [Change(4, 2, hours: 5)] };

        Assert.Equal(0, Figures(Party(4) with { Changes = [Change(4, 0, 5), Change(0, 4, 4)] }, confirmedLater).GivenBack);
        Assert.Equal(1, Figures(Party(3) with { Changes = [Change(4, 0, 5), Change(0, 3, 4)] }).GivenBack);
    }

    [Fact]
    public void A_party_that_shrinks_and_then_cancels_gives_back_all_its_seats()
    {
        var released = Party(3) with
        {
            Status = ReservationStatus.Cancelled,
            CancelledAt = Start.AddHours(-3),
            ReleasedAt = Start.AddHours(-3),
            Changes = [Change(5, 3, 30), Change(3, 0, 3)],
        };

        Assert.Equal([0, 0, 2, 0, 3, 0], Figures(released).GivenBackByPeriod);
    }

    [Fact]
    public void Seats_that_the_box_office_cancels_are_given_back() => Assert.Equal(
        [0, 4, 0, 0, 0, 0],
        Figures(Party(4) with { Status = ReservationStatus.Cancelled, CancelledAt = Start.AddHours(-50) }).GivenBackByPeriod);

    [Fact]
    public void The_fate_of_the_waiting_list_adds_up()
    {
        var waiting = Party(3) with { WaitingSince = Start.AddDays(-2) };

        var figures = Figures(
            waiting, waiting with { PartySize = 1, Status = ReservationStatus.Cancelled, ConfirmedAt = null },
            waiting with { PartySize = 2, Status = ReservationStatus.Expired, ConfirmedAt = null });

        Assert.Equal((6, 3, 1, 2), (figures.Waited, figures.WaitedAndSeated, figures.WaitedAndLeft, figures.WaitedInVain));
    }

    [Fact]
    public void Figures_are_summed()
    {
        var one = Figures(Party(4) with { PeopleInside = 3, CheckedInAt = Start.AddMinutes(-5), Changes = [Change(6, 4, 30)] });

        var sum = one + one;

        Assert.Equal((20, 8, 6, 4, 6), (sum.Seats, sum.Confirmed, sum.Came, sum.GivenBack, sum.Late));
    }

    [Fact]
    public void Every_figure_of_a_sum_is_the_sum_of_the_figures()
    {
        var waiting = Party(3) with { WaitingSince = Start.AddDays(-2) };
        var one = Figures(
            Party(4) with { PeopleInside = 3, CheckedInAt = Start.AddMinutes(-5), Changes = [Change(6, 4, 30), Change(7, 6, 200)] }, waiting,
            waiting with { PartySize = 1, Status = ReservationStatus.Cancelled, ConfirmedAt = null },
            Party(2) with { CreatedAt = Start, ConfirmedAt = Start, CheckedInAt = Start, PeopleInside = 2 });
        Assert.Equal((3, 8, 2, 4, 3, 1), (one.GivenBack, one.Reserved, one.WalkIns, one.Waited, one.WaitedAndSeated, one.WaitedAndLeft));

        var sum = AttendanceFigures.Add(one, one);

        Assert.Equal((6, 16, 4, 8, 6, 2), (sum.GivenBack, sum.Reserved, sum.WalkIns, sum.Waited, sum.WaitedAndSeated, sum.WaitedAndLeft));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, false)]
    [InlineData(1, 0, false)]
    [InlineData(1, 1, false)]
    public void A_walk_in_is_reserved_confirmed_and_checked_in_at_once(int confirmedMinutes, int checkedInMinutes, bool isWalkIn)
    {
        var party = Party(2) with
        {
            CreatedAt = Start,
            ConfirmedAt = Start.AddMinutes(confirmedMinutes),
            CheckedInAt = Start.AddMinutes(checkedInMinutes),
        };

        Assert.Equal(isWalkIn, party.IsWalkIn);
    }

    private static AttendanceFigures Figures(params AttendedReservation[] reservations) =>
        AttendanceFigures.Of(Start, seats: 10, curtain: Start.AddMinutes(-10), reservations);

    private static AttendedReservation Party(int people) => new(
        ReservationStatus.Confirmed, people, Start.AddDays(-30), Start.AddDays(-29), CancelledAt: null, ReleasedAt: null, WaitingSince: null,
        PeopleInside: 0, CheckedInAt: null, Changes: []);

    private static PartyChange Change(int before, int after, int hours) =>
        PartyChange.Of(new AReservation().Build(), Guid.NewGuid(), before, after, Start.AddHours(-hours));
}
