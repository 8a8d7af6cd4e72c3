namespace BookingFlow.Tests.Domain.Reservations;

public sealed class PartyRulesTests
{
    private static readonly BookingRules Rules =
        UseCaseHost.Rules with { ChangesCloseBefore = TimeSpan.FromHours(1), WaitingListClosesMinutes = 120 };
    private static readonly DateTime DoorsClose = TestTimes.StartsAt.AddMinutes(60);
    private static readonly DateTime ChangesClose = TestTimes.StartsAt.AddHours(-1);
    private static readonly DateTime WaitingListCloses = TestTimes.StartsAt.AddHours(-2);
    private static readonly DateTime LinkExpires = TestTimes.Now.AddDays(1);

    public static TheoryData<ReservationStatus, bool, DateTime, PartyState> States => new()
    {
        { ReservationStatus.Pending, false, LinkExpires.AddTicks(-1), PartyState.Pending },
        { ReservationStatus.Pending, false, LinkExpires, PartyState.Expired },
        { ReservationStatus.Waiting, false, WaitingListCloses.AddTicks(-1), PartyState.Waiting },
        { ReservationStatus.Waiting, false, WaitingListCloses, PartyState.WaitingListClosed },
        { ReservationStatus.Confirmed, false, ChangesClose.AddTicks(-1), PartyState.Confirmed },
        { ReservationStatus.Confirmed, false, ChangesClose, PartyState.Closed },
        { ReservationStatus.Confirmed, false, DoorsClose.AddTicks(-1), PartyState.Closed },
        { ReservationStatus.Confirmed, false, DoorsClose, PartyState.Over },
        { ReservationStatus.Confirmed, true, TestTimes.StartsAt, PartyState.CheckedIn },
        { ReservationStatus.Confirmed, true, DoorsClose, PartyState.CheckedIn },
        { ReservationStatus.Expired, false, TestTimes.Now, PartyState.Expired },
        { ReservationStatus.Cancelled, false, TestTimes.Now, PartyState.Cancelled },
        { ReservationStatus.Cancelled, false, DoorsClose, PartyState.Over },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void A_party_is_told_where_its_reservation_stands(ReservationStatus status, bool isInside, DateTime now, PartyState state)
    {
        var party = new AReservation().InStatus(status).ExpiringAt(LinkExpires).Build();

        Assert.Equal(state, PartyRules.StateOf(party, isInside, Rules, now));
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, true)]
    [InlineData(ReservationStatus.Cancelled, false)]
    [InlineData(ReservationStatus.Pending, false)]
    public void A_cancelled_performance_comes_before_everything_else(ReservationStatus status, bool isInside)
    {
        var party = new AReservation().For(new APerformance().Cancelled().Build()).InStatus(status).Build();

        Assert.Equal(PartyState.PerformanceCancelled, PartyRules.StateOf(party, isInside, Rules, TestTimes.Now));
        Assert.Equal(
            (FailureKind.BookingClosed, BookingClosedReason.Cancelled, party.Performance.Facts),
            Told(PartyRules.CheckRelease(party, isInside, Rules, TestTimes.Now)));
    }

    [Fact]
    public void A_waiting_party_whose_list_closed_is_not_an_expired_reservation()
    {
        var party = new AReservation().Waiting().Build();
        party.Expire();

        Assert.Equal(PartyState.WaitingListClosed, PartyRules.StateOf(party, isInside: false, Rules, TestTimes.Now));
        Assert.Equal(FailureKind.ConfirmationTokenExpired, PartyRules.CheckRelease(party, isInside: false, Rules, TestTimes.Now)?.Kind);
    }

    [Fact]
    public void Only_seats_that_were_confirmed_and_released_by_the_party_itself_are_released()
    {
        var (released, withdrawn, cancelled) = (
            new AReservation().Confirmed().Build(), new AReservation().Build(), new AReservation().Confirmed().Cancelled().Build());
        released.Release(TestTimes.Now);
        withdrawn.Release(TestTimes.Now);

        Assert.Equal(
            [PartyState.Released, PartyState.Cancelled, PartyState.Cancelled],
            new[] { released, withdrawn, cancelled }.Select(party => PartyRules.StateOf(party, isInside: false, Rules, TestTimes.Now)));
    }

    public static TheoryData<ReservationStatus, bool, DateTime, FailureKind, Obstacle?> Refused => new()
    {
        { ReservationStatus.Pending, false, LinkExpires, FailureKind.ConfirmationTokenExpired, null },
        { ReservationStatus.Waiting, false, WaitingListCloses, FailureKind.ConfirmationTokenExpired, null },
        { ReservationStatus.Cancelled, false, TestTimes.Now, FailureKind.ReservationCancelled, null },
        { ReservationStatus.Confirmed, true, TestTimes.Now, FailureKind.NotPossible, Obstacle.SomebodyInside },
        { ReservationStatus.Confirmed, false, ChangesClose, FailureKind.NotPossible, Obstacle.ChangesClosed },
        { ReservationStatus.Confirmed, false, DoorsClose, FailureKind.BookingClosed, null },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_a_party_cannot_change_it_cannot_release_either(
        ReservationStatus status, bool isInside, DateTime now, FailureKind kind, Obstacle? obstacle)
    {
        var party = new AReservation().OfParty(4).InStatus(status).ExpiringAt(LinkExpires).Build();

        foreach (var refusal in new[]
        {
            PartyRules.CheckRelease(party, isInside, Rules, now), PartyRules.CheckPartySize(party, 1, isInside, Rules, now),
            PartyRules.CheckPartySize(party, 5, isInside, Rules, now),
        })
        {
            Assert.Equal((kind, obstacle), (refusal?.Kind, refusal?.Obstacle));
            Assert.Equal(kind == FailureKind.NotPossible ? null : party.Performance.Facts, refusal?.Performance);
        }
    }

    [Fact]
    public void After_the_doors_have_closed_booking_is_over() => Assert.Equal(
        BookingClosedReason.Over,
        PartyRules.CheckRelease(new AReservation().Confirmed().Build(), isInside: false, Rules, DoorsClose)?.ClosedBecause);

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Waiting)]
    [InlineData(ReservationStatus.Confirmed)]
    public void A_party_can_release_and_become_smaller_when_everything_is_taken(ReservationStatus status)
    {
        var party = new AReservation().For(new APerformance().WithCapacity(4).Build()).OfParty(4).InStatus(status).Build();

        Assert.Null(PartyRules.CheckRelease(party, isInside: false, Rules, TestTimes.Now));
        Assert.Null(PartyRules.CheckPartySize(party, 3, isInside: false, Rules, TestTimes.Now));
        Assert.Null(PartyRules.CheckPartySize(party, 4, isInside: false, Rules, TestTimes.Now));
    }

    [Theory]
    [InlineData(6, null)]
    [InlineData(7, 2)]
    public void Only_the_additional_people_of_a_confirmed_party_need_seats(int people, int? seatsLeft)
    {
        var party = new AReservation().For(new APerformance().WithCapacity(6).Build()).OfParty(4).Confirmed().Build();

        Assert.Equal(seatsLeft, PartyRules.CheckPartySize(party, people, isInside: false, Rules, TestTimes.Now)?.SeatsLeft);
    }

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Waiting)]
    public void A_party_without_seats_can_ask_for_more_than_are_left(ReservationStatus status)
    {
        var party = new AReservation().For(new APerformance().WithCapacity(4).Build()).OfParty(4).InStatus(status).Build();

        Assert.Null(PartyRules.CheckPartySize(party, 9, isInside: false, Rules, TestTimes.Now));
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(6, 6)]
    public void A_party_cannot_be_larger_than_the_limit(int? ofPerformance, int limit)
    {
        var party = new AReservation().For(new APerformance().WithMaxPartySize(ofPerformance).Build()).OfParty(4).Confirmed().Build();

        Assert.Null(PartyRules.CheckPartySize(party, limit, isInside: false, Rules, TestTimes.Now));
        var field = Assert.Single(PartyRules.CheckPartySize(party, limit + 1, isInside: false, Rules, TestTimes.Now)!.Fields);
        Assert.Equal((FormField.PartySize, FieldProblem.TooMany, limit), (field.Field, field.Problem, field.Limit));
    }

    /// <summary>A party that was above the limit, by the box office, keeps its size and cannot grow.</summary>
    [Fact]
    public void A_party_above_the_limit_can_become_smaller_and_not_larger()
    {
        var party = new AReservation().For(new APerformance().WithMaxPartySize(3).Build()).OfParty(6).Confirmed().Build();

        Assert.Null(PartyRules.CheckPartySize(party, 5, isInside: false, Rules, TestTimes.Now));
        Assert.Equal(FailureKind.InvalidInput, PartyRules.CheckPartySize(party, 7, isInside: false, Rules, TestTimes.Now)?.Kind);
    }

    [Fact]
    public void While_booking_is_closed_a_party_can_become_smaller_and_not_larger()
    {
        var opens = TestTimes.Now.AddDays(2);
        var party = new AReservation().For(new APerformance().BookingOpens(opens).Build()).OfParty(4).Confirmed().Build();

        Assert.Null(PartyRules.CheckPartySize(party, 3, isInside: false, Rules, TestTimes.Now));
        var refusal = PartyRules.CheckPartySize(party, 5, isInside: false, Rules, TestTimes.Now);
        Assert.Equal((FailureKind.BookingClosed, BookingClosedReason.NotYetOpen, party.Performance.Facts), Told(refusal));
        Assert.Equal(opens, refusal?.OpensAt);
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(3, 3)]
    public void Released_seats_are_taken_back_if_they_are_left(int left, int? told)
    {
        var performance = new APerformance().WithCapacity(left).Build();
        var party = Released(new AReservation().For(performance).OfParty(4));

        Assert.Equal(told, PartyRules.CheckTakeBack(party, 4, Rules, TestTimes.Now)?.SeatsLeft);
        Assert.Null(PartyRules.CheckTakeBack(party, 3, Rules, TestTimes.Now));
    }

    [Fact]
    public void A_released_access_place_must_be_left_too()
    {
        var performance = new APerformance().WithCapacity(10).WithAccessPlaces(1, 0).Build();
        var party = Released(new AReservation().For(performance).WithPlaces(new AccessPlaces(1, 0)));
        Assert.Null(PartyRules.CheckTakeBack(party, 2, Rules, TestTimes.Now));
        _ = new AReservation().For(performance).WithPlaces(new AccessPlaces(1, 0)).Confirmed().Build();

        Assert.Equal(AccessPlaces.None, PartyRules.CheckTakeBack(party, 2, Rules, TestTimes.Now)?.AccessPlacesLeft);
    }

    [Fact]
    public void Seats_are_taken_back_until_changes_close()
    {
        var party = Released(new AReservation());

        Assert.Null(PartyRules.CheckTakeBack(party, 2, Rules, ChangesClose.AddTicks(-1)));
        Assert.Equal(Obstacle.ChangesClosed, PartyRules.CheckTakeBack(party, 2, Rules, ChangesClose)?.Obstacle);
        Assert.Equal(
            (FailureKind.BookingClosed, BookingClosedReason.Over, party.Performance.Facts),
            Told(PartyRules.CheckTakeBack(party, 2, Rules, DoorsClose)));
    }

    [Fact]
    public void An_erased_party_takes_nothing_back()
    {
        var party = Released(new AReservation());
        party.Erase(TestTimes.Now);

        Assert.Equal(
            Failure.About(FailureKind.ReservationCancelled, party.Performance.Facts), PartyRules.CheckTakeBack(party, 2, Rules, TestTimes.Now));
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, FailureKind.ConfirmationTokenUsed)]
    [InlineData(ReservationStatus.Cancelled, FailureKind.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, FailureKind.ConfirmationTokenExpired)]
    [InlineData(ReservationStatus.Pending, FailureKind.ReservationCancelled)]
    public void Only_released_seats_are_taken_back(ReservationStatus status, FailureKind kind)
    {
        var party = new AReservation().InStatus(status).Build();

        Assert.Equal(Failure.About(kind, party.Performance.Facts), PartyRules.CheckTakeBack(party, 2, Rules, TestTimes.Now));
    }

    [Fact]
    public void What_is_taken_back_already_is_told_after_changes_have_closed_too() => Assert.Equal(
        FailureKind.ConfirmationTokenUsed, PartyRules.CheckTakeBack(new AReservation().Confirmed().Build(), 2, Rules, ChangesClose)?.Kind);

    private static Reservation Released(AReservation reservation)
    {
        var party = reservation.Confirmed().Build();
        party.Release(TestTimes.Now);
        return party;
    }

    private static (FailureKind? Kind, BookingClosedReason? Reason, PerformanceFacts? Performance) Told(Failure? refusal) =>
        (refusal?.Kind, refusal?.ClosedBecause, refusal?.Performance);
}
