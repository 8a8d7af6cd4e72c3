using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class BookingStateTests
{
    private static readonly Gen<int> Minutes = Gen.Int[-2, 2];

    [Fact]
    public void The_returned_reason_is_the_first_of_cancelled_over_disabled_and_not_yet_open() =>
        Gen.Select(Minutes, Gen.Bool, Gen.Nullable(Minutes), Gen.Nullable(Minutes), Gen.Nullable(Minutes)).Sample(
            (starts, enabled, opens, closes, cancelled) =>
            {
                (BookingClosedReason? Reason, bool Holds)[] conditions =
                [
                    (BookingClosedReason.Cancelled, cancelled.HasValue),
                    (BookingClosedReason.Over, starts <= 0 || closes <= 0),
                    (BookingClosedReason.Disabled, !enabled),
                    (BookingClosedReason.NotYetOpen, opens > 0),
                ];

                var reason = BookingState.GetClosedReason(TestTimes.Now, At(starts)!.Value, enabled, At(opens), At(closes), At(cancelled));

                Assert.Equal(conditions.FirstOrDefault(r => r.Holds).Reason, reason);
            },
            iter: 5000);

    [Fact]
    public void Booking_is_open_from_its_opening_minute_up_to_but_not_including_its_closing_minute()
    {
        Assert.Null(WhyClosed(opens: 0, closes: 1));
        Assert.Equal(BookingClosedReason.Over, WhyClosed(opens: -1, closes: 0));
        Assert.Equal(BookingClosedReason.NotYetOpen, WhyClosed(opens: 1, closes: 2));
        Assert.Null(WhyClosed(opens: null, closes: null));
    }

    [Fact]
    public void Booking_ends_at_the_start_even_if_the_closing_time_is_later() =>
        Assert.Equal(
            BookingClosedReason.Over, BookingState.GetClosedReason(TestTimes.Now, TestTimes.Now, true, null, TestTimes.Now.AddDays(1), null));

    [Fact]
    public void A_cancellation_time_in_the_future_closes_booking_at_once() =>
        Assert.Equal(
            BookingClosedReason.Cancelled,
            BookingState.GetClosedReason(TestTimes.Now, TestTimes.StartsAt, true, null, null, TestTimes.Now.AddDays(1)));

    private static BookingClosedReason? WhyClosed(int? opens, int? closes) =>
        BookingState.GetClosedReason(TestTimes.Now, TestTimes.StartsAt, true, At(opens), At(closes), null);

    private static DateTime? At(int? minutes) => minutes is { } some ? TestTimes.Now.AddMinutes(some) : null;
}
