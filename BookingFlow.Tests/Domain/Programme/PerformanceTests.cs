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

    [Fact]
    public void A_planned_performance_has_everything_of_its_plan()
    {
        var plan = Plan();

        var performance = Performance.Planned(plan);

        Assert.Equal(
            (3, 5, 4, 2, new AccessPlaces(2, 1), 36),
            (performance.ShowId, performance.RoomId, performance.AdditionalSeats, performance.ManuallyOccupiedSeats, performance.AccessPlaces,
                performance.AccessReleaseHours));
        AssertApplied(plan, performance);
        Assert.Equal(0, performance.ScheduleVersion);
    }

    [Fact]
    public void Another_start_is_a_change_that_parties_are_told_of()
    {
        var (show, room, performance) = (new AShow().Build(), new ARoom().Build(), new APerformance().WithId(9).Build());

        var change = performance.Reschedule(Plan(), show, room, TestTimes.Now);

        AssertApplied(Plan(), performance);
        Assert.Equal((show, room, 1), (performance.Show, performance.Room, performance.ScheduleVersion));
        Assert.Equal((9, TestTimes.StartsAt, TestTimes.Now), (change!.PerformanceId, change.StartsAt, change.At));
    }

    [Fact]
    public void Other_settings_are_no_change_that_parties_are_told_of()
    {
        var performance = Performance.Planned(Plan());

        var change = performance.Reschedule(Plan() with { BookingEnabled = false }, new AShow().Build(), new ARoom().Build(), TestTimes.Now);

        Assert.Null(change);
        Assert.Equal((false, 0), (performance.BookingEnabled, performance.ScheduleVersion));
    }

    [Fact]
    public void Access_places_are_held_back_again_when_the_start_moves_away()
    {
        var performance = Performance.Planned(Plan() with { StartsAt = TestTimes.Now.AddHours(36) });
        (performance.Show, performance.Room) = (new AShow().Build(), new ARoom().Build());
        performance.SetAccessPlaces(new AccessPlaces(2, 1), 36, TestTimes.Now);
        Assert.True(performance.AccessPlacesReleased);

        performance.Reschedule(Plan(), new AShow().Build(), new ARoom().Build(), TestTimes.Now);

        Assert.False(performance.AccessPlacesReleased);
    }

    [Fact]
    public void Access_places_can_be_released_and_are_due_at_their_hour_or_with_the_curtain()
    {
        var performance = new APerformance().WithAccessPlaces(1, 0, releaseHours: 2).Build();
        Assert.Equal(TestTimes.StartsAt.AddHours(-2), performance.AccessPlacesReleaseAt);
        Assert.Equal(
            (false, true),
            (performance.AccessPlacesAreDue(TestTimes.StartsAt.AddHours(-2).AddTicks(-1)),
                performance.AccessPlacesAreDue(TestTimes.StartsAt.AddHours(-2))));
        Assert.False(new APerformance().Build().AccessPlacesAreDue(TestTimes.StartsAt));

        performance.SetAccessPlaces(new AccessPlaces(1, 0), releaseHours: 0, TestTimes.Now);
        performance.CurtainReleaseMinutes = 15;
        Assert.Equal(TestTimes.StartsAt.AddMinutes(-15), performance.AccessPlacesReleaseAt);

        performance.ReleaseAccessPlaces();
        Assert.True(performance.AccessPlacesReleased);
    }

    [Fact]
    public void Seats_given_to_others_at_the_door_do_not_come_free_again()
    {
        var performance = new APerformance().WithCapacity(10).WithConfirmedSeats(10).Build();
        performance.ReleaseSeats(3);
        performance.ReleaseSeats(1);
        Assert.Equal((4, 4), (performance.ReleasedSeats, performance.SeatsLeft));

        performance.FreeSeats(3, AccessPlaces.None);
        Assert.Equal((1, 4), (performance.ReleasedSeats, performance.SeatsLeft));
        performance.FreeSeats(3, AccessPlaces.None);

        Assert.Equal((0, 6), (performance.ReleasedSeats, performance.SeatsLeft));
        Assert.Throws<ArgumentOutOfRangeException>(() => performance.ReleaseSeats(-1));
        performance.ReleaseSeats(0);
    }

    [Fact]
    public void The_people_on_the_waiting_list_are_never_fewer_than_none()
    {
        var performance = new APerformance().Build();
        performance.AddWaitingPeople(5);
        performance.AddWaitingPeople(-2);
        Assert.Equal(3, performance.WaitingPeople);

        Assert.Throws<ArgumentOutOfRangeException>(() => performance.AddWaitingPeople(-4));
        performance.AddWaitingPeople(-3);

        Assert.Equal(0, performance.WaitingPeople);
    }

    [Fact]
    public void A_party_that_needs_no_more_seats_is_refused_none_of_an_overfull_performance()
    {
        var performance = new APerformance().WithCapacity(2).WithConfirmedSeats(4).Build();

        Assert.Null(performance.CheckSeats(0, AccessPlaces.None));
        Assert.Equal(0, performance.CheckSeats(1, AccessPlaces.None)?.SeatsLeft);
    }

    private static ValidPerformance Plan() => ValidPerformance.Check(
        new PerformanceInput
        {
            Show = "3",
            Room = "5",
            Date = "2027-03-14",
            Time = "20:00",
            Visibility = nameof(Visibility.ByLink),
            BookingEnabled = true,
            OnePerAddress = true,
            BookingOpensDate = "2027-02-01",
            BookingOpensTime = "10:00",
            BookingClosesDate = "2027-03-14",
            BookingClosesTime = "18:00",
            MaxPartySize = "8",
            CheckInOpens = "60",
            CheckInCloses = "30",
            ReminderHours = "12",
            CurtainRelease = "10",
            AdditionalSeats = "4",
            OccupiedSeats = "2",
            WheelchairPlaces = "2",
            CompanionPlaces = "1",
            AccessReleaseHours = "36",
        },
        new PerformanceChoices([3], [5]), UseCaseHost.Venue, TestTimes.Now).Value!;

    private static void AssertApplied(ValidPerformance plan, Performance performance)
    {
        Assert.Equal(
            (plan.StartsAt, Visibility.ByLink, true, true, plan.BookingOpensAt, plan.BookingClosesAt),
            (performance.StartsAt, performance.Visibility, performance.BookingEnabled, performance.OnePerAddress, performance.BookingOpensAt,
                performance.BookingClosesAt));
        Assert.Equal(
            (8, 60, 30, 12, 10),
            (performance.MaxPartySize, performance.CheckInOpensMinutesBefore, performance.CheckInClosesMinutesAfter, performance.ReminderHours,
                performance.CurtainReleaseMinutes));
    }
}
