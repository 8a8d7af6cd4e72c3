using CsCheck;

namespace BookingFlow.Tests.Domain.Programme;

public sealed class PerformanceTests
{
    private static readonly Gen<int> Seats = Gen.Int[0, 1000];

    [Fact]
    public void Seats_left_are_capacity_plus_additional_less_occupied_less_confirmed() =>
        Gen.Select(Seats, Seats, Seats, Seats).Sample((capacity, additional, occupied, confirmed) =>
        {
            var performance = new APerformance().WithCapacity(capacity).WithAdditionalSeats(additional)
                .WithManuallyOccupiedSeats(occupied).WithConfirmedSeats(confirmed).Build();

            Assert.Equal(capacity + additional - occupied, performance.Capacity.Seats);
            Assert.Equal(capacity + additional - occupied - confirmed, performance.SeatsLeft);
        });

    [Fact]
    public void Confirming_parties_and_cancelling_them_in_any_order_gives_back_exactly_their_seats() =>
        Gen.Select(Gen.Int[1, 100].Array[0, 20], Seats, Gen.Int[0, 1_000_000]).Sample((parties, capacity, shuffle) =>
        {
            var performance = new APerformance().WithCapacity(capacity).WithConfirmedSeats(3).Build();
            var before = performance.SeatsLeft;
            var confirmed = parties.Select(people => new AReservation().For(performance).OfParty(people).Confirmed().Build()).ToArray();

            Assert.Equal(before - parties.Sum(), performance.SeatsLeft);
            new Random(shuffle).Shuffle(confirmed);
            foreach (var reservation in confirmed)
            {
                reservation.Cancel(AMoment.Now);
            }

            Assert.Equal(before, performance.SeatsLeft);
        });

    [Fact]
    public void Every_recount_takes_over_the_count_and_bumps_the_version_by_one() =>
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
    public void A_count_below_zero_is_a_bug_and_is_not_taken_over()
    {
        var performance = new APerformance().WithConfirmedSeats(4).Build();

        Assert.Throws<ArgumentOutOfRangeException>(() => performance.SetConfirmedSeats(-1));
        Assert.Equal((4, 1), (performance.ConfirmedSeats, performance.Version));
    }

    [Fact]
    public void Seats_taken_away_from_a_full_performance_leave_fewer_than_none() =>
        Assert.Equal(-5, new APerformance().WithCapacity(10).WithConfirmedSeats(10).WithManuallyOccupiedSeats(5).Build().SeatsLeft);

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    public void Visitors_find_only_public_performances_of_published_shows(bool isPublic, bool published, bool visible)
    {
        var show = new AShow().Build();
        show.IsPublished = published;

        Assert.Equal(visible, new APerformance().Of(show).With(p => p.IsPublic = isPublic).Build().IsVisible);
    }

    [Fact]
    public void What_a_person_is_told_of_a_performance_is_its_show_room_and_start()
    {
        var performance = new APerformance().WithId(7).Of(new AShow().WithSlug("hamlet").Titled("Hamlet").Build())
            .In(new ARoom().Named("Cellar").Build()).Build();

        Assert.Equal(new PerformanceFacts(7, "hamlet", "Hamlet", "Cellar", AMoment.CurtainUp), performance.Facts);
    }

    [Fact]
    public void A_performance_asks_the_one_rule_why_it_is_closed()
    {
        var performance = new APerformance().BookingOpens(AMoment.Now.AddHours(1)).BookingCloses(AMoment.Now.AddHours(2)).Build();

        Assert.Equal(BookingClosedReason.NotYetOpen, performance.WhyBookingIsClosed(AMoment.Now));
        Assert.Null(performance.WhyBookingIsClosed(AMoment.Now.AddHours(1)));
        Assert.Equal(BookingClosedReason.Over, performance.WhyBookingIsClosed(AMoment.Now.AddHours(2)));
        performance.BookingEnabled = false;
        Assert.Equal(BookingClosedReason.Disabled, performance.WhyBookingIsClosed(AMoment.Now));
        performance.CancelledAt = AMoment.Now;
        Assert.Equal(BookingClosedReason.Cancelled, performance.WhyBookingIsClosed(AMoment.Now));
    }
}
