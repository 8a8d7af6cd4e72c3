using CsCheck;

namespace BookingFlow.Tests.Domain.Programme;

public sealed class PerformanceTests
{
    private static readonly Gen<int> Seats = Gen.Int[0, 1000];

    [Fact]
    public void Seats_left_are_capacity_plus_additional_minus_occupied_minus_confirmed() =>
        Gen.Select(Seats, Seats, Seats, Seats).Sample((capacity, additional, occupied, confirmed) =>
        {
            var performance = new APerformance().WithCapacity(capacity).WithAdditionalSeats(additional)
                .WithManuallyOccupiedSeats(occupied).WithConfirmedSeats(confirmed).Build();

            Assert.Equal(capacity + additional - occupied, performance.Capacity.Seats);
            Assert.Equal(capacity + additional - occupied - confirmed, performance.SeatsLeft);
        });

    [Fact]
    public void Cancelling_confirmed_parties_in_any_order_releases_exactly_their_seats() =>
        Gen.Select(Gen.Int[1, 100].Array[0, 20], Seats, Gen.Int[0, 1_000_000]).Sample((parties, capacity, shuffle) =>
        {
            var performance = new APerformance().WithCapacity(capacity).WithConfirmedSeats(3).Build();
            var before = performance.SeatsLeft;
            var confirmed = parties.Select(people => new AReservation().For(performance).OfParty(people).Confirmed().Build()).ToArray();

            Assert.Equal(before - parties.Sum(), performance.SeatsLeft);
            new Random(shuffle).Shuffle(confirmed);
            foreach (var reservation in confirmed)
            {
                reservation.Cancel(TestTimes.Now);
            }

            Assert.Equal(before, performance.SeatsLeft);
        });

    [Fact]
    public void SetConfirmedSeats_stores_the_count_and_increments_the_version() =>
        Seats.Array[0, 10].Sample(counts =>
        {
            var performance = new APerformance().Build();
            foreach (var (done, count) in counts.Index())
            {
                performance.SetConfirmedSeats(count);
                Assert.Equal((count, done + 1), (performance.ConfirmedSeats, performance.Version));
            }
        });

    [Fact]
    public void SetConfirmedSeats_throws_on_a_negative_count_and_changes_nothing()
    {
        var performance = new APerformance().WithConfirmedSeats(4).Build();

        Assert.Throws<ArgumentOutOfRangeException>(() => performance.SetConfirmedSeats(-1));
        Assert.Equal((4, 1), (performance.ConfirmedSeats, performance.Version));
    }

    [Fact]
    public void Occupying_seats_of_a_full_performance_makes_seats_left_negative() =>
        Assert.Equal(-5, new APerformance().WithCapacity(10).WithConfirmedSeats(10).WithManuallyOccupiedSeats(5).Build().SeatsLeft);

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    public void Only_public_performances_of_published_shows_are_visible(bool isPublic, bool published, bool visible)
    {
        var show = new AShow().Build();
        show.IsPublished = published;

        Assert.Equal(visible, new APerformance().Of(show).With(p => p.IsPublic = isPublic).Build().IsVisible);
    }

    [Fact]
    public void Facts_contain_show_room_and_start()
    {
        var performance = new APerformance().WithId(7).Of(new AShow().WithSlug("hamlet").Titled("Hamlet").Build())
            .In(new ARoom().Named("Cellar").Build()).Build();

        Assert.Equal(new PerformanceFacts(7, "hamlet", "Hamlet", "Cellar", TestTimes.StartsAt), performance.Facts);
    }

    [Fact]
    public void WhyBookingIsClosed_returns_the_reason_of_BookingState()
    {
        var performance = new APerformance().BookingOpens(TestTimes.Now.AddHours(1)).BookingCloses(TestTimes.Now.AddHours(2)).Build();

        Assert.Equal(BookingClosedReason.NotYetOpen, performance.GetBookingClosedReason(TestTimes.Now));
        Assert.Null(performance.GetBookingClosedReason(TestTimes.Now.AddHours(1)));
        Assert.Equal(BookingClosedReason.Over, performance.GetBookingClosedReason(TestTimes.Now.AddHours(2)));
        performance.BookingEnabled = false;
        Assert.Equal(BookingClosedReason.Disabled, performance.GetBookingClosedReason(TestTimes.Now));
        performance.CancelledAt = TestTimes.Now;
        Assert.Equal(BookingClosedReason.Cancelled, performance.GetBookingClosedReason(TestTimes.Now));
    }
}
