using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using CsCheck;

namespace BookingFlow.Tests.Domain;

public sealed class CheckInRulesTests
{
    private static readonly HouseRules House = OpenHouse.Rules;
    private static readonly Performance Tonight = new APerformance().WithId(7).Build();

    [Fact]
    public void What_is_told_is_the_first_failure_that_holds_in_the_order_of_the_closed_set() =>
        Gen.Select(Gen.Bool, Gen.Enum<ReservationStatus>(), Gen.Nullable(Gen.Int[7, 8]), Gen.Int[-92, 62], Gen.Nullable(Gen.Int[0, 90]), Gen.Nullable(Gen.Int[0, 60]), Gen.Bool)
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

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void Only_the_same_submission_by_the_same_person_is_the_same_check_in(bool sameRequest, bool samePerson, bool isAnswer)
    {
        var request = Guid.NewGuid();
        var checkIn = new CheckIn { StaffName = "Dora", StaffId = 1, RequestId = request };

        Assert.Equal(isAnswer, checkIn.IsAnswerTo(sameRequest ? request : Guid.NewGuid(), samePerson ? 1 : 2));
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
