namespace BookingFlow.Tests.Domain.Reservations;

/// <summary>Changes of the party, its access places and its performance.</summary>
public sealed class ReservationChangeTests
{
    private static readonly DateTime Later = TestTimes.Now.AddHours(3);

    [Theory]
    [InlineData(ReservationStatus.Cancelled)]
    [InlineData(ReservationStatus.Expired)]
    public void A_cancelled_or_expired_reservation_rejects_a_change_of_party_size(ReservationStatus status) =>
        Assert.Throws<InvalidOperationException>(() => new AReservation().InStatus(status).Build().ChangeParty(3));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_smallest_party_is_one_to_the_party_size(int people)
    {
        var reservation = new AReservation().OfParty(4).Waiting().Build();

        reservation.ChangeSmallestParty(people);

        Assert.Equal(people, reservation.SmallestParty);
        Assert.Throws<ArgumentOutOfRangeException>(() => reservation.ChangeSmallestParty(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => reservation.ChangeSmallestParty(5));
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, 5, 0, 0)]
    [InlineData(ReservationStatus.Waiting, 5, 0, 5)]
    [InlineData(ReservationStatus.Waiting, 3, 0, 3)]
    [InlineData(ReservationStatus.Confirmed, 5, 5, 0)]
    [InlineData(ReservationStatus.Confirmed, 4, 4, 0)]
    [InlineData(ReservationStatus.Confirmed, 3, 3, 0)]
    public void A_changed_party_size_changes_the_sums_of_its_performance(ReservationStatus status, int people, int confirmed, int waiting)
    {
        var performance = new APerformance().WithCapacity(20).WithConfirmedSeats(7).Build();
        var reservation = new AReservation().For(performance).OfParty(4).InStatus(status).Build();
        var revision = reservation.Revision;

        reservation.ChangeParty(people);

        Assert.Equal((7 + confirmed, waiting), (performance.ConfirmedSeats, performance.WaitingPeople));
        Assert.Equal((people, revision + 1), (reservation.PartySize, reservation.Revision));
    }

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(3, 1, 0)]
    [InlineData(4, 0, 0)]
    [InlineData(5, 1, 1)]
    [InlineData(5, 0, 0)]
    public void Changed_access_places_change_the_sums_of_the_performance(int people, int wheelchair, int companion)
    {
        var performance = new APerformance().WithCapacity(20).WithAccessPlaces(4, 4).Build();
        _ = new AReservation().For(performance).WithPlaces(new AccessPlaces(1, 1)).Confirmed().Build();
        var reservation = new AReservation().For(performance).OfParty(4).WithPlaces(new AccessPlaces(1, 1)).Confirmed().Build();

        reservation.ChangeParty(people, new AccessPlaces(wheelchair, companion));

        Assert.Equal(new AccessPlaces(1 + wheelchair, 1 + companion), performance.ConfirmedAccessPlaces);
        Assert.Equal(
            new AccessNeeds(wheelchair > 0, companion > 0), reservation.Access with { StepFreeAccess = false, InductionLoop = false });
    }

    [Fact]
    public void Released_seats_are_given_back_first_when_a_party_becomes_smaller()
    {
        var performance = new APerformance().WithCapacity(10).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Confirmed().Build();
        performance.ReleaseSeats(3);

        reservation.ChangeParty(2);

        Assert.Equal((2, 1), (performance.ConfirmedSeats, performance.ReleasedSeats));
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    public void The_smallest_party_is_never_larger_than_the_party(int people, int smallest)
    {
        var reservation = new AReservation().OfParty(4).Waiting(smallest: 3).Build();

        reservation.ChangeParty(people);

        Assert.Equal(smallest, reservation.SmallestParty);
    }

    [Fact]
    public void The_smallest_party_stays_when_the_party_grows()
    {
        var reservation = new AReservation().OfParty(4).Waiting(smallest: 3).Build();

        reservation.ChangeParty(9);

        Assert.Equal(3, reservation.SmallestParty);
    }

    [Fact]
    public void Moving_takes_seats_and_access_places_along()
    {
        var (from, to) = (
            new APerformance().WithId(1).WithConfirmedSeats(3).WithAccessPlaces(2, 2).Build(),
            new APerformance().WithId(2).WithConfirmedSeats(5).WithAccessPlaces(2, 2).Build());
        var reservation = new AReservation().For(from).OfParty(4).WithPlaces(new AccessPlaces(1, 1)).Confirmed().Build();

        reservation.MoveTo(to);

        Assert.Equal((3, 9), (from.ConfirmedSeats, to.ConfirmedSeats));
        Assert.Equal((AccessPlaces.None, new AccessPlaces(1, 1)), (from.ConfirmedAccessPlaces, to.ConfirmedAccessPlaces));
        Assert.Equal((2, to, to.Version), (reservation.PerformanceId, reservation.Performance, reservation.ConfirmedAtVersion));
    }

    [Fact]
    public void Only_a_confirmed_reservation_moves() =>
        Assert.Throws<InvalidOperationException>(() => new AReservation().Build().MoveTo(new APerformance().Build()));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    [InlineData(2, 3)]
    public void The_sequence_of_the_calendar_entry_grows_with_every_change(int fromVersion, int toVersion)
    {
        var reservation = new AReservation().For(Rescheduled(fromVersion)).Confirmed().Build();
        List<int> sequences = [reservation.CalendarSequence];

        reservation.MoveTo(Rescheduled(toVersion));
        sequences.Add(reservation.CalendarSequence);
        reservation.ChangeParty(3);
        sequences.Add(reservation.CalendarSequence);
        reservation.Release(Later);
        sequences.Add(reservation.CalendarSequence);
        reservation.TakeBack(3);
        sequences.Add(reservation.CalendarSequence);
        reservation.Cancel(Later);
        sequences.Add(reservation.CalendarSequence);
        reservation.Reinstate();
        sequences.Add(reservation.CalendarSequence);

        Assert.Equal(sequences.Distinct().Order(), sequences);
        Assert.Equal(toVersion + reservation.Revision, reservation.CalendarSequence);
    }

    [Theory]
    [InlineData(2, 2, 1, 1)]
    [InlineData(1, 0, 1, 0)]
    [InlineData(0, 1, 0, 0)]
    public void A_party_that_is_admitted_all_the_same_gives_up_places_that_are_not_left(
        int wheelchair, int companion, int keptWheelchair, int keptCompanion)
    {
        var reservation = new AReservation().WithPlaces(new AccessPlaces(1, 1)).Build();

        reservation.TakeNoMorePlacesThan(new AccessPlaces(wheelchair, companion));

        Assert.Equal(new AccessPlaces(keptWheelchair, keptCompanion), reservation.AccessPlaces);
    }

    private static Performance Rescheduled(int times)
    {
        var performance = new APerformance().Build();
        typeof(Performance).GetProperty(nameof(Performance.ScheduleVersion))!.SetValue(performance, times);
        return performance;
    }
}
