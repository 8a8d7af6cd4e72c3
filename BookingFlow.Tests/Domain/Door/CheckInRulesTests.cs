using BookingFlow.Web.UseCases.Door;
using CsCheck;

namespace BookingFlow.Tests.Domain.Door;

public sealed class CheckInRulesTests
{
    private static readonly BookingRules VenueRules = UseCaseHost.Rules;
    private static readonly Performance Tonight = new APerformance().WithId(7).Build();

    [Fact]
    public void The_returned_failure_is_the_first_in_the_order_of_FailureKind() =>
        Gen.Select(
            Gen.Bool, Gen.Enum<ReservationStatus>(), Gen.Nullable(Gen.Int[7, 8]), Gen.Int[-92, 62], Gen.Nullable(Gen.Int[0, 90]),
            Gen.Nullable(Gen.Int[0, 60]), Gen.Bool)
            .Sample(
                (cancelled, status, door, minute, opensBefore, closesAfter, cameBefore) =>
                {
                    var performance = new APerformance().WithId(7).DoorsOpenMinutesBefore(opensBefore).DoorsCloseMinutesAfter(closesAfter)
                        .With(p => p.CancelledAt = cancelled ? TestTimes.Now : null).Build();
                    var reservation = new AReservation().For(performance).InStatus(status).Build();
                    (FailureKind Kind, bool Holds)[] conditions =
                    [
                        (FailureKind.BookingClosed, cancelled),
                        (FailureKind.ReservationCancelled, status == ReservationStatus.Cancelled),
                        (
                            FailureKind.ReservationNotConfirmed,
                            status is ReservationStatus.Pending or ReservationStatus.Waiting or ReservationStatus.Expired),
                        (FailureKind.WrongPerformance, door == 8),
                        (FailureKind.OutsideCheckInWindow, minute < -(opensBefore ?? 90) || minute >= (closesAfter ?? 60)),
                        (FailureKind.AlreadyCheckedIn, cameBefore),
                    ];

                    var failure = CheckInRules.CheckAdmission(
                        reservation, performance, cameBefore ? Earlier(reservation) : null, door, VenueRules, TestTimes.StartsAt.AddMinutes(minute));

                    Assert.Equal(FailureOrder.First(conditions), failure?.Kind);
                },
                iter: 5000);

    [Fact]
    public void A_scan_before_doors_open_returns_the_opening_time()
    {
        var opens = TestTimes.StartsAt.AddMinutes(-90);

        var failure = CheckAt(opens.AddTicks(-1));

        Assert.Equal((FailureKind.OutsideCheckInWindow, opens, null), (failure?.Kind, failure?.OpensAt, failure?.ClosedAt));
        Assert.Null(CheckAt(opens));
    }

    [Fact]
    public void A_scan_after_doors_close_returns_the_closing_time()
    {
        var closes = TestTimes.StartsAt.AddMinutes(60);

        Assert.Null(CheckAt(closes.AddTicks(-1)));
        var failure = CheckAt(closes);
        Assert.Equal((FailureKind.OutsideCheckInWindow, null, closes), (failure?.Kind, failure?.OpensAt, failure?.ClosedAt));
    }

    [Fact]
    public void Without_a_check_in_window_check_in_is_possible_at_any_time()
    {
        var reservation = new AReservation().For(Tonight).Confirmed().Build();
        var withoutWindow = VenueRules with { CheckInOpensBefore = null, CheckInClosesAfter = null };

        Assert.Null(CheckInRules.CheckAdmission(reservation, Tonight, null, null, withoutWindow, TestTimes.StartsAt.AddYears(-1)));
        Assert.Null(CheckInRules.CheckAdmission(reservation, Tonight, null, null, withoutWindow, TestTimes.StartsAt.AddYears(1)));
    }

    [Fact]
    public void A_second_scan_returns_the_time_the_steward_and_the_people_of_the_first()
    {
        var reservation = new AReservation().For(Tonight).Confirmed().Build();

        var failure = CheckInRules.CheckAdmission(reservation, Tonight, Earlier(reservation), null, VenueRules, TestTimes.StartsAt);

        Assert.Equal(new CheckInFacts(TestTimes.StartsAt.AddMinutes(-5), "Dora", 2), failure?.CheckIn);
    }

    [Fact]
    public void A_ticket_for_another_performance_returns_that_performance()
    {
        var reservation = new AReservation().For(Tonight).Confirmed().Build();

        var failure = CheckInRules.CheckAdmission(reservation, Tonight, null, assignedPerformanceId: 8, VenueRules, TestTimes.StartsAt);

        Assert.Equal((FailureKind.WrongPerformance, Tonight.Facts), (failure?.Kind, failure?.Performance));
    }

    [Fact]
    public void The_remainder_of_a_party_can_be_admitted_until_it_is_complete()
    {
        var party = new AReservation().For(Tonight).OfParty(5).Confirmed().Build();
        var checkIn = CheckIn.Of(party, 3, new Steward(1, "Dora", null), Guid.NewGuid(), TestTimes.StartsAt);

        Assert.Equal(2, CheckInRules.CheckAdmission(party, Tonight, checkIn, null, VenueRules, TestTimes.StartsAt)?.CheckIn?.StillToCome);
        Assert.Null(CheckInRules.CheckAdmission(party, Tonight, checkIn, null, VenueRules, TestTimes.StartsAt, isRemainder: true));
        checkIn.AdmitMore(party, 2);
        Assert.Equal(
            FailureKind.AlreadyCheckedIn,
            CheckInRules.CheckAdmission(party, Tonight, checkIn, null, VenueRules, TestTimes.StartsAt, isRemainder: true)?.Kind);
    }

    [Fact]
    public void A_check_in_rejects_counts_outside_the_party_size()
    {
        var party = new AReservation().For(Tonight).OfParty(5).Confirmed().Build();
        var checkIn = CheckIn.Of(party, 3, new Steward(1, "Dora", null), Guid.NewGuid(), TestTimes.StartsAt);

        Assert.Throws<ArgumentOutOfRangeException>(() => checkIn.AdmitMore(party, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => checkIn.AdmitMore(party, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => checkIn.Correct(party, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => CheckIn.Of(party, 0, new Steward(1, "Dora", null), Guid.NewGuid(), TestTimes.StartsAt));
        Assert.Equal(3, checkIn.People);
    }

    [Theory]
    [InlineData(0, FieldProblem.NotPositive, null)]
    [InlineData(-3, FieldProblem.NotPositive, null)]
    [InlineData(3, FieldProblem.TooMany, 2)]
    [InlineData(int.MaxValue, FieldProblem.TooMany, 2)]
    public void A_number_above_the_remainder_of_a_party_is_invalid_and_not_clamped(int people, FieldProblem problem, int? limit)
    {
        var party = new AReservation().For(Tonight).OfParty(5).Confirmed().Build();
        var checkIn = CheckIn.Of(party, 3, new Steward(1, "Dora", null), Guid.NewGuid(), TestTimes.StartsAt);

        Assert.Equal(new InvalidField(FormField.People, problem, limit), CheckInRules.ValidatePeople(party, checkIn, people));
        Assert.Null(CheckInRules.ValidatePeople(party, checkIn, 2));
        Assert.Null(CheckInRules.ValidatePeople(party, null, 5));
        Assert.Equal(5, CheckInRules.ValidatePeople(party, null, 6)?.Limit);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" 3 ", 3)]
    [InlineData("99999999999", int.MaxValue)]
    [InlineData("-2", -2)]
    public void The_number_of_people_is_read_without_clamping(string typed, int? people) =>
        Assert.Equal(people, Admission.Read(Guid.NewGuid(), typed, isRemainder: false).Value?.People);

    [Theory]
    [InlineData("some")]
    [InlineData("2.5")]
    [InlineData("٣")]
    public void A_number_of_people_that_is_not_an_integer_is_invalid(string typed) =>
        Assert.Equal(FieldProblem.NotANumber, Assert.Single(Admission.Read(Guid.NewGuid(), typed, isRemainder: true).Failure!.Fields).Problem);

    [Fact]
    public void A_check_in_on_paper_can_be_recorded_after_doors_close_but_not_before_they_open()
    {
        var party = new AReservation().For(Tonight).Confirmed().Build();
        var late = TestTimes.StartsAt.AddHours(3);

        Assert.Equal(FailureKind.OutsideCheckInWindow, CheckInRules.CheckAdmission(party, Tonight, null, null, VenueRules, late)?.Kind);
        Assert.Null(CheckInRules.CheckAdmission(party, Tonight, null, null, VenueRules, late, recordedLater: true));
        Assert.Equal(
            FailureKind.OutsideCheckInWindow,
            CheckInRules.CheckAdmission(party, Tonight, null, null, VenueRules, TestTimes.StartsAt.AddDays(-1), recordedLater: true)?.Kind);
    }

    [Theory]
    [InlineData(1, "Dora", false, 119, true)]
    [InlineData(1, "Dora", false, 120, false)]
    [InlineData(1, "Nora (Dora)", false, 1, false)]
    [InlineData(2, "Dora", false, 1, false)]
    [InlineData(2, "Bea", true, 10_000, true)]
    public void A_steward_can_undo_an_own_recent_check_in_and_the_box_office_any(
        int staffId, string name, bool maySell, int secondsLater, bool may)
    {
        var by = new Steward(staffId, name, AssignedPerformanceId: null);
        var party = new AReservation().For(Tonight).Confirmed().Build();
        var checkIn = CheckIn.Of(party, 2, new Steward(1, "Dora", null), Guid.NewGuid(), TestTimes.StartsAt);

        Assert.Equal(
            may ? null : FailureKind.NotPermitted,
            CheckInRules.CheckUndo(checkIn, by, maySell, TestTimes.StartsAt.AddSeconds(secondsLater))?.Kind);
        Assert.Equal(Obstacle.NotCheckedIn, CheckInRules.CheckUndo(null, by, maySell, TestTimes.StartsAt)?.Obstacle);
    }

    private static Failure? CheckAt(DateTime now) =>
        CheckInRules.CheckAdmission(new AReservation().For(Tonight).Confirmed().Build(), Tonight, null, null, VenueRules, now);

    private static CheckIn Earlier(Reservation reservation) => new()
    {
        Reservation = reservation,
        People = 2,
        At = TestTimes.StartsAt.AddMinutes(-5),
        StaffName = "Dora",
    };
}
