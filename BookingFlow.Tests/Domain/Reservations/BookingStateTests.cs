using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class BookingStateTests
{
    private static readonly Gen<int> Minutes = Gen.Int[-2, 2];

    [Fact]
    public void The_reason_told_is_the_first_that_holds_of_cancelled_over_disabled_and_not_yet_open() =>
        Gen.Select(Minutes, Gen.Bool, Gen.Nullable(Minutes), Gen.Nullable(Minutes), Gen.Nullable(Minutes)).Sample(
            (starts, enabled, opens, closes, cancelled) =>
            {
                (BookingClosedReason? Reason, bool Holds)[] inOrder =
                [
                    (BookingClosedReason.Cancelled, cancelled.HasValue),
                    (BookingClosedReason.Over, starts <= 0 || closes <= 0),
                    (BookingClosedReason.Disabled, !enabled),
                    (BookingClosedReason.NotYetOpen, opens > 0),
                ];

                var told = BookingState.WhyClosed(AMoment.Now, At(starts)!.Value, enabled, At(opens), At(closes), At(cancelled));

                Assert.Equal(inOrder.FirstOrDefault(r => r.Holds).Reason, told);
            },
            iter: 5000);

    [Fact]
    public void Booking_is_open_from_its_opening_minute_up_to_but_not_including_its_closing_minute()
    {
        Assert.Null(Asked(opens: 0, closes: 1));
        Assert.Equal(BookingClosedReason.Over, Asked(opens: -1, closes: 0));
        Assert.Equal(BookingClosedReason.NotYetOpen, Asked(opens: 1, closes: 2));
        Assert.Null(Asked(opens: null, closes: null));
    }

    [Fact]
    public void Curtain_up_ends_booking_whatever_the_closing_time_says() =>
        Assert.Equal(BookingClosedReason.Over, BookingState.WhyClosed(AMoment.Now, AMoment.Now, true, null, AMoment.Now.AddDays(1), null));

    [Fact]
    public void A_performance_that_is_called_off_for_later_is_cancelled_at_once() =>
        Assert.Equal(BookingClosedReason.Cancelled, BookingState.WhyClosed(AMoment.Now, AMoment.CurtainUp, true, null, null, AMoment.Now.AddDays(1)));

    private static BookingClosedReason? Asked(int? opens, int? closes) =>
        BookingState.WhyClosed(AMoment.Now, AMoment.CurtainUp, true, At(opens), At(closes), null);

    private static DateTime? At(int? minutes) => minutes is { } some ? AMoment.Now.AddMinutes(some) : null;
}
