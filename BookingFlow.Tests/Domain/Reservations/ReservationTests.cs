namespace BookingFlow.Tests.Domain.Reservations;

public sealed class ReservationTests
{
    private static readonly DateTime Later = TestTimes.Now.AddHours(3);

    [Fact]
    public void A_pending_reservation_takes_no_seat()
    {
        var performance = new APerformance().WithCapacity(10).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        Assert.Equal(ReservationStatus.Pending, reservation.Status);
        Assert.Equal((10, 0), (performance.SeatsLeft, performance.Version));
    }

    [Fact]
    public void Erasing_removes_the_personal_data_and_keeps_seats_and_reference()
    {
        var reservation = new AReservation().WithPhone("+39 0471 1").WithNotes("by bus").WithReference("K7QF-2M").OfParty(4).Confirmed().Build();

        reservation.Erase(Later);
        reservation.Erase(Later.AddDays(1));

        Assert.Equal((Reservation.ErasedName, null, null, null), (reservation.Name, reservation.Email, reservation.Phone, reservation.Notes));
        Assert.Equal((Later, "k7qf2m", 4), (reservation.ErasedAt, reservation.SearchKey.Trim(), reservation.Performance.ConfirmedSeats));
    }

    [Theory]
    [InlineData("ill", "ill")]
    [InlineData("ADA LOVELACE is ill", "… is ill")]
    [InlineData("Mrs Lovelace, ada@example.org, +39 0471 1.", "Mrs …, …, ….")]
    [InlineData("adamant (.*)", "adamant (.*)")]
    [InlineData(null, null)]
    public void A_reason_for_the_log_loses_the_partys_data(string? reason, string? expected) =>
        Assert.Equal(expected, new AReservation().WithPhone("+39 0471 1").Build().WithoutPersonalData(reason));

    [Fact]
    public void A_confirmed_reservation_takes_its_seats_and_records_the_version_of_its_performance()
    {
        var performance = new APerformance().WithCapacity(10).WithConfirmedSeats(3).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        reservation.Confirm(4, Later);

        Assert.Equal((ReservationStatus.Confirmed, Later), (reservation.Status, reservation.ConfirmedAt));
        Assert.Equal((7, 3), (performance.ConfirmedSeats, performance.SeatsLeft));
        Assert.Equal(performance.Version, reservation.ConfirmedAtVersion);
    }

    [Fact]
    public void Confirming_fewer_people_takes_only_their_seats()
    {
        var performance = new APerformance().WithCapacity(10).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        reservation.Confirm(3, Later);

        Assert.Equal((3, 7), (reservation.PartySize, performance.SeatsLeft));
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed)]
    [InlineData(ReservationStatus.Cancelled)]
    public void A_confirmed_or_cancelled_reservation_can_neither_be_confirmed_nor_expire(ReservationStatus status)
    {
        var reservation = new AReservation().InStatus(status).Build();
        var seatsBefore = reservation.Performance.ConfirmedSeats;

        Assert.Throws<InvalidOperationException>(() => reservation.Confirm(2, Later));
        Assert.Throws<InvalidOperationException>(reservation.Expire);
        Assert.Equal((status, seatsBefore), (reservation.Status, reservation.Performance.ConfirmedSeats));
    }

    [Fact]
    public void An_expired_reservation_cannot_expire_again_and_can_still_be_confirmed()
    {
        var reservation = new AReservation().Expired().Build();
        Assert.Throws<InvalidOperationException>(reservation.Expire);

        reservation.Confirm(2, Later);

        Assert.Equal((ReservationStatus.Confirmed, 2), (reservation.Status, reservation.Performance.ConfirmedSeats));
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled)]
    [InlineData(ReservationStatus.Expired)]
    public void A_cancelled_or_expired_reservation_rejects_a_change_of_party_size(ReservationStatus status) =>
        Assert.Throws<InvalidOperationException>(() => new AReservation().InStatus(status).Build().ChangeParty(3));

    [Theory]
    [InlineData(ReservationStatus.Pending, 0)]
    [InlineData(ReservationStatus.Confirmed, 2)]
    [InlineData(ReservationStatus.Expired, 0)]
    public void Cancelling_releases_only_confirmed_seats(ReservationStatus status, int held)
    {
        var performance = new APerformance().WithCapacity(10).WithConfirmedSeats(5).Build();
        var reservation = new AReservation().For(performance).OfParty(2).InStatus(status).Build();
        Assert.Equal(5 + held, performance.ConfirmedSeats);

        reservation.Cancel(Later);

        Assert.Equal(5, performance.ConfirmedSeats);
        Assert.Equal((ReservationStatus.Cancelled, Later), (reservation.Status, reservation.CancelledAt));
    }

    [Fact]
    public void Cancelling_twice_releases_the_seats_once()
    {
        var reservation = new AReservation().For(new APerformance().WithConfirmedSeats(5).Build()).Confirmed().Build();

        reservation.Cancel(Later);
        reservation.Cancel(Later);

        Assert.Equal(5, reservation.Performance.ConfirmedSeats);
    }

    [Fact]
    public void A_waiting_party_is_counted_until_it_gets_seats_leaves_or_the_list_closes()
    {
        var performance = new APerformance().WithCapacity(10).Build();
        Reservation Waiting() => new AReservation().For(performance).OfParty(4).Waiting(Later, smallest: 2).Build();
        var (confirmed, cancelled, expired) = (Waiting(), Waiting(), Waiting());
        Assert.Equal(
            (12, 0, ReservationStatus.Waiting, Later, 2),
            (performance.WaitingPeople, performance.ConfirmedSeats, confirmed.Status, confirmed.WaitingSince!.Value, confirmed.SmallestParty!.Value));

        confirmed.Confirm(3, Later);
        Assert.Equal((8, 3), (performance.WaitingPeople, performance.ConfirmedSeats));
        cancelled.Cancel(Later);
        Assert.Equal(4, performance.WaitingPeople);
        expired.Expire();
        Assert.Equal((0, Later), (performance.WaitingPeople, expired.WaitingSince));
    }

    [Theory]
    [InlineData(ReservationStatus.Waiting)]
    [InlineData(ReservationStatus.Confirmed)]
    public void Only_a_pending_reservation_joins_the_waiting_list(ReservationStatus status)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new AReservation().InStatus(status).Build().Wait(2, Later));

        Assert.Equal($"Reservation 0 is {status}, not Pending.", refused.Message);
    }

    [Fact]
    public void The_message_names_every_status_that_would_do() => Assert.Equal(
        "Reservation 0 is Cancelled, not Pending or Waiting.",
        Assert.Throws<InvalidOperationException>(new AReservation().Cancelled().Build().Expire).Message);

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

    [Fact]
    public void A_released_party_takes_its_seats_back_also_fewer()
    {
        var performance = new APerformance().WithConfirmedSeats(5).WithAccessPlaces(2, 2).Build();
        var reservation = new AReservation().For(performance).OfParty(4).WithPlaces(new AccessPlaces(1, 1)).Confirmed().Build();

        reservation.Release(Later);
        Assert.Equal(
            (ReservationStatus.Cancelled, Later, Later, 5),
            (reservation.Status, reservation.ReleasedAt, reservation.CancelledAt, performance.ConfirmedSeats));
        reservation.TakeBack(1);

        Assert.Equal((ReservationStatus.Confirmed, null, null), (reservation.Status, reservation.ReleasedAt, reservation.CancelledAt));
        Assert.Equal((1, 6, performance.Version), (reservation.PartySize, performance.ConfirmedSeats, reservation.ConfirmedAtVersion));
        Assert.Equal(new AccessPlaces(1, 0), performance.ConfirmedAccessPlaces);
    }

    [Fact]
    public void Nothing_is_taken_back_that_was_not_released_or_never_confirmed()
    {
        var (cancelled, withdrawn) = (new AReservation().Confirmed().Cancelled().Build(), new AReservation().Build());
        withdrawn.Release(Later);

        Assert.All([cancelled, withdrawn], party => Assert.Equal(
            "Reservation 0 has no released seats.", Assert.Throws<InvalidOperationException>(() => party.TakeBack(2)).Message));
    }

    [Fact]
    public void A_cancellation_is_undone_with_all_seats()
    {
        var performance = new APerformance().WithConfirmedSeats(5).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Confirmed().Build();
        reservation.Release(Later);

        reservation.Reinstate();

        Assert.Equal((ReservationStatus.Confirmed, null, null), (reservation.Status, reservation.ReleasedAt, reservation.CancelledAt));
        Assert.Equal((9, performance.Version), (performance.ConfirmedSeats, reservation.ConfirmedAtVersion));
        Assert.Throws<InvalidOperationException>(reservation.Reinstate);
    }

    [Fact]
    public void Only_a_reservation_that_had_seats_gets_them_again()
    {
        var reservation = new AReservation().Cancelled().Build();

        Assert.Equal("Reservation 0 had no seats.", Assert.Throws<InvalidOperationException>(reservation.Reinstate).Message);
    }

    [Fact]
    public void Erasing_removes_what_the_party_asked_for_of_the_room_and_the_group_but_not_its_places()
    {
        var reservation = new AReservation().For(new APerformance().WithAccessPlaces(1, 1).Build())
            .Needing(new AccessNeeds(WheelchairPlace: true, CompanionPlace: false, StepFreeAccess: true, InductionLoop: true)).Build();
        (reservation.GroupId, reservation.StaffNote) = (Guid.NewGuid(), "Comes late");
        Assert.Equal(new AccessNeeds(true, false, true, true), reservation.Access);

        reservation.Erase(Later);

        Assert.Equal(new AccessNeeds(true, false), reservation.Access);
        Assert.Equal((null, null), (reservation.GroupId, reservation.StaffNote));
    }

    [Theory]
    [InlineData("Jo de Wit", "de Wit or Wit, de facto Jo", "de … or …, de facto Jo")]
    [InlineData("", "ada@example.org is ill", "… is ill")]
    public void Short_words_and_an_erased_name_are_not_looked_for(string name, string reason, string expected)
    {
        var reservation = new AReservation().Build();
        reservation.Name = name;

        Assert.Equal(expected, reservation.WithoutPersonalData(reason));
    }

    [Fact]
    public void The_key_of_the_mailbox_follows_the_address()
    {
        var reservation = new AReservation().WithEmail("ada@example.org").Build();
        Assert.Equal(MailboxKey.Of("ada@example.org"), reservation.MailboxKey);

        reservation.Email = null;

        Assert.Null(reservation.MailboxKey);
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
