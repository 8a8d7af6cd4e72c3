using BookingFlow.Web.UseCases.Door;
using CsCheck;

namespace BookingFlow.Tests.Domain.Door;

public sealed class CheckInRulesTests
{
    private static readonly BookingRules House = UseCaseHost.Rules;
    private static readonly Performance Tonight = new APerformance().WithId(7).Build();

    [Fact]
    public void What_is_told_is_the_first_failure_that_holds_in_the_order_of_the_closed_set() =>
        Gen.Select(
            Gen.Bool, Gen.Enum<ReservationStatus>(), Gen.Nullable(Gen.Int[7, 8]), Gen.Int[-92, 62], Gen.Nullable(Gen.Int[0, 90]),
            Gen.Nullable(Gen.Int[0, 60]), Gen.Bool)
            .Sample(
                (calledOff, status, door, minute, opensBefore, closesAfter, cameBefore) =>
                {
                    var performance = new APerformance().WithId(7).DoorsOpenMinutesBefore(opensBefore).DoorsCloseMinutesAfter(closesAfter)
                        .With(p => p.CancelledAt = calledOff ? AMoment.Now : null).Build();
                    var reservation = new AReservation().For(performance).InStatus(status).Build();
                    (FailureKind Kind, bool Holds)[] conditions =
                    [
                        (FailureKind.BookingClosed, calledOff),
                        (FailureKind.ReservationCancelled, status == ReservationStatus.Cancelled),
                        (FailureKind.ReservationNotConfirmed, status is ReservationStatus.Pending or ReservationStatus.Expired),
                        (FailureKind.WrongPerformance, door == 8),
                        (FailureKind.OutsideCheckInWindow, minute < -(opensBefore ?? 90) || minute >= (closesAfter ?? 60)),
                        (FailureKind.AlreadyCheckedIn, cameBefore),
                    ];

                    var told = CheckInRules.WhyNot(
                        reservation, performance, cameBefore ? Earlier(reservation) : null, door, House, AMoment.CurtainUp.AddMinutes(minute));

                    Assert.Equal(FailureOrder.First(conditions), told?.Kind);
                },
                iter: 5000);

    [Fact]
    public void Before_the_doors_open_the_steward_is_told_when_they_will()
    {
        var opens = AMoment.CurtainUp.AddMinutes(-90);

        var told = Asked(opens.AddTicks(-1));

        Assert.Equal((FailureKind.OutsideCheckInWindow, opens, null), (told?.Kind, told?.OpensAt, told?.ClosedAt));
        Assert.Null(Asked(opens));
    }

    [Fact]
    public void After_the_doors_closed_the_steward_is_told_when_they_did()
    {
        var closes = AMoment.CurtainUp.AddMinutes(60);

        Assert.Null(Asked(closes.AddTicks(-1)));
        var told = Asked(closes);
        Assert.Equal((FailureKind.OutsideCheckInWindow, null, closes), (told?.Kind, told?.OpensAt, told?.ClosedAt));
    }

    [Fact]
    public void A_house_without_a_window_lets_in_at_any_time()
    {
        var reservation = new AReservation().For(Tonight).Confirmed().Build();
        var house = House with { CheckInOpensBefore = null, CheckInClosesAfter = null };

        Assert.Null(CheckInRules.WhyNot(reservation, Tonight, null, null, house, AMoment.CurtainUp.AddYears(-1)));
        Assert.Null(CheckInRules.WhyNot(reservation, Tonight, null, null, house, AMoment.CurtainUp.AddYears(1)));
    }

    [Fact]
    public void A_second_scan_tells_when_by_whom_and_how_many_were_let_in()
    {
        var reservation = new AReservation().For(Tonight).Confirmed().Build();

        var told = CheckInRules.WhyNot(reservation, Tonight, Earlier(reservation), null, House, AMoment.CurtainUp);

        Assert.Equal(new CheckInFacts(AMoment.CurtainUp.AddMinutes(-5), "Dora", 2), told?.CheckIn);
    }

    [Fact]
    public void A_ticket_for_another_performance_tells_which()
    {
        var reservation = new AReservation().For(Tonight).Confirmed().Build();

        var told = CheckInRules.WhyNot(reservation, Tonight, null, doorOf: 8, House, AMoment.CurtainUp);

        Assert.Equal((FailureKind.WrongPerformance, Tonight.Facts), (told?.Kind, told?.Performance));
    }

    [Fact]
    public void The_rest_of_a_party_can_follow_until_it_is_complete()
    {
        var party = new AReservation().For(Tonight).OfParty(5).Confirmed().Build();
        var checkIn = CheckIn.Of(party, 3, new Steward(1, "Dora", null), Guid.NewGuid(), AMoment.CurtainUp);

        Assert.Equal(2, CheckInRules.WhyNot(party, Tonight, checkIn, null, House, AMoment.CurtainUp)?.CheckIn?.StillToCome);
        Assert.Null(CheckInRules.WhyNot(party, Tonight, checkIn, null, House, AMoment.CurtainUp, isRest: true));
        checkIn.LetInMore(party, 2);
        Assert.Equal(FailureKind.AlreadyCheckedIn, CheckInRules.WhyNot(party, Tonight, checkIn, null, House, AMoment.CurtainUp, isRest: true)?.Kind);
    }

    [Fact]
    public void Nobody_can_be_inside_who_was_not_expected()
    {
        var party = new AReservation().For(Tonight).OfParty(5).Confirmed().Build();
        var checkIn = CheckIn.Of(party, 3, new Steward(1, "Dora", null), Guid.NewGuid(), AMoment.CurtainUp);

        Assert.Throws<ArgumentOutOfRangeException>(() => checkIn.LetInMore(party, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => checkIn.LetInMore(party, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => checkIn.Correct(party, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => CheckIn.Of(party, 0, new Steward(1, "Dora", null), Guid.NewGuid(), AMoment.CurtainUp));
        Assert.Equal(3, checkIn.People);
    }

    [Theory]
    [InlineData(0, FieldProblem.NotPositive, null)]
    [InlineData(-3, FieldProblem.NotPositive, null)]
    [InlineData(3, FieldProblem.TooMany, 2)]
    [InlineData(int.MaxValue, FieldProblem.TooMany, 2)]
    public void A_number_that_the_rest_of_a_party_does_not_have_is_told_and_not_made_to_fit(int people, FieldProblem problem, int? limit)
    {
        var party = new AReservation().For(Tonight).OfParty(5).Confirmed().Build();
        var inside = CheckIn.Of(party, 3, new Steward(1, "Dora", null), Guid.NewGuid(), AMoment.CurtainUp);

        Assert.Equal(new InvalidField(FormField.People, problem, limit), CheckInRules.WhyNotSoMany(party, inside, people));
        Assert.Null(CheckInRules.WhyNotSoMany(party, inside, 2));
        Assert.Null(CheckInRules.WhyNotSoMany(party, null, 5));
        Assert.Equal(5, CheckInRules.WhyNotSoMany(party, null, 6)?.Limit);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" 3 ", 3)]
    [InlineData("99999999999", int.MaxValue)]
    [InlineData("-2", -2)]
    public void What_was_typed_as_the_number_of_people_is_read_as_it_is(string typed, int? people) =>
        Assert.Equal(people, Admission.Read(Guid.NewGuid(), typed, isRest: false).Value?.People);

    [Theory]
    [InlineData("some")]
    [InlineData("2.5")]
    [InlineData("٣")]
    public void What_is_no_whole_number_of_people_is_told(string typed) =>
        Assert.Equal(FieldProblem.NotANumber, Assert.Single(Admission.Read(Guid.NewGuid(), typed, isRest: true).Failure!.Fields).Problem);

    [Fact]
    public void What_was_ticked_on_paper_can_be_written_down_after_the_doors_have_closed()
    {
        var party = new AReservation().For(Tonight).Confirmed().Build();
        var late = AMoment.CurtainUp.AddHours(3);

        Assert.Equal(FailureKind.OutsideCheckInWindow, CheckInRules.WhyNot(party, Tonight, null, null, House, late)?.Kind);
        Assert.Null(CheckInRules.WhyNot(party, Tonight, null, null, House, late, afterwards: true));
        Assert.Equal(
            FailureKind.OutsideCheckInWindow,
            CheckInRules.WhyNot(party, Tonight, null, null, House, AMoment.CurtainUp.AddDays(-1), afterwards: true)?.Kind);
    }

    [Theory]
    [InlineData(1, false, 119, true)]
    [InlineData(1, false, 120, false)]
    [InlineData(2, false, 1, false)]
    [InlineData(2, true, 10_000, true)]
    public void A_steward_takes_back_a_mistake_of_the_moment_and_the_box_office_any(int staffId, bool maySell, int secondsLater, bool may)
    {
        var party = new AReservation().For(Tonight).Confirmed().Build();
        var checkIn = CheckIn.Of(party, 2, new Steward(1, "Dora", null), Guid.NewGuid(), AMoment.CurtainUp);

        Assert.Equal(
            may ? null : FailureKind.NotPermitted,
            CheckInRules.WhyNoUndo(checkIn, staffId, maySell, AMoment.CurtainUp.AddSeconds(secondsLater))?.Kind);
        Assert.Equal(Obstacle.NotCheckedIn, CheckInRules.WhyNoUndo(null, staffId, maySell, AMoment.CurtainUp)?.Obstacle);
    }

    private static Failure? Asked(DateTime now) =>
        CheckInRules.WhyNot(new AReservation().For(Tonight).Confirmed().Build(), Tonight, null, null, House, now);

    private static CheckIn Earlier(Reservation reservation) => new()
    {
        Reservation = reservation,
        People = 2,
        At = AMoment.CurtainUp.AddMinutes(-5),
        StaffName = "Dora",
    };
}
