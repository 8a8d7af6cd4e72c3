namespace BookingFlow.Tests.Domain.Programme;

public sealed class AccessPlacesTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(5, 1, 1)]
    public void A_party_that_shrinks_gives_up_the_companions_place_first(int people, int wheelchair, int companion) =>
        Assert.Equal(new AccessPlaces(wheelchair, companion), new AccessPlaces(1, 1).For(people));

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 0, 1, 0)]
    [InlineData(0, 1, 0, 0)]
    public void Of_what_is_left_a_companions_place_is_taken_only_beside_a_wheelchair_place(
        int wheelchairLeft, int companionLeft, int wheelchair, int companion) =>
        Assert.Equal(new AccessPlaces(wheelchair, companion), new AccessPlaces(1, 1).AtMost(new(wheelchairLeft, companionLeft)));

    [Fact]
    public void Without_access_places_the_sum_is_that_of_the_seats()
    {
        var capacity = new Capacity(10, 2, 1, 4, 3);

        Assert.Equal((0, 10, 10), (capacity.HeldBack, capacity.SeatsLeft, capacity.Free));
    }

    [Theory]
    [InlineData(0, 3, 7)]
    [InlineData(6, 3, 1)]
    [InlineData(8, 2, 0)]
    [InlineData(10, 0, 0)]
    [InlineData(12, 0, -2)]
    public void Places_that_are_not_taken_are_held_back_as_far_as_nobody_has_the_seats(int confirmed, int heldBack, int seatsLeft)
    {
        var capacity = new Capacity(10, 0, 0, confirmed) { AccessPlaces = new(2, 1) };

        Assert.Equal((heldBack, seatsLeft), (capacity.HeldBack, capacity.SeatsLeft));
    }

    [Fact]
    public void A_party_with_a_place_takes_it_from_those_held_back_and_its_other_seats_from_those_left()
    {
        var performance = new APerformance().WithCapacity(4).WithAccessPlaces(1, 1).Build();
        Assert.Equal((2, 4), (performance.SeatsLeft, performance.Capacity.SeatsLeftFor(new(1, 1))));

        new AReservation().For(performance).OfParty(3).WithPlaces(new(1, 1)).Confirmed().Build();

        Assert.Equal((1, 0, 3), (performance.SeatsLeft, performance.Capacity.HeldBack, performance.ConfirmedSeats));
        Assert.Equal(new AccessPlaces(1, 1), performance.ConfirmedAccessPlaces);
    }

    [Fact]
    public void After_the_release_a_place_is_left_only_while_seats_are()
    {
        var performance = new APerformance().WithCapacity(4).WithAccessPlaces(1, 1).Build();
        performance.ReleaseAccessPlaces();

        Assert.Null(performance.CheckSeats(4, new(1, 1)));
        performance.SetConfirmedSeats(3);

        var refusal = performance.CheckSeats(2, new(1, 1));
        Assert.Equal((FailureKind.NotEnoughSeats, 1, null), (refusal!.Kind, refusal.SeatsLeft, refusal.AccessPlacesLeft));
    }

    [Fact]
    public void A_party_that_asks_for_a_place_that_is_taken_is_told_which()
    {
        var performance = new APerformance().WithCapacity(9).WithAccessPlaces(2, 1).Build();
        new AReservation().For(performance).WithPlaces(new(1, 1)).Confirmed().Build();

        Assert.Equal(new AccessPlaces(1, 0), performance.CheckSeats(2, new(1, 1))!.AccessPlacesLeft);
        Assert.Null(performance.CheckSeats(2, new(1, 0)));
    }

    [Theory]
    [InlineData(24, null, -24 * 60)]
    [InlineData(0, null, 0)]
    [InlineData(0, 10, -10)]
    [InlineData(1, 10, -60)]
    public void Places_are_released_some_hours_before_the_start_and_at_the_latest_with_the_curtain_release(int hours, int? curtain, int minutes)
    {
        var performance = new APerformance().With(p => p.CurtainReleaseMinutes = curtain).WithAccessPlaces(1, 0, hours).Build();
        var due = TestTimes.StartsAt.AddMinutes(minutes);

        Assert.Equal(due, performance.AccessPlacesReleaseAt);
        Assert.Equal((false, true), (performance.AccessPlacesAreDue(due.AddTicks(-1)), performance.AccessPlacesAreDue(due)));
    }

    [Fact]
    public void Another_start_or_hour_holds_released_places_back_again()
    {
        var performance = new APerformance().WithAccessPlaces(1, 1, releaseHours: 5).Build();
        var now = TestTimes.StartsAt.AddHours(-4);
        performance.SetAccessPlaces(performance.AccessPlaces, releaseHours: 5, now);
        Assert.True(performance.AccessPlacesReleased);

        performance.SetAccessPlaces(performance.AccessPlaces, releaseHours: 3, now);

        Assert.False(performance.AccessPlacesReleased);
    }

    [Fact]
    public void Places_stay_with_an_erased_reservation_and_ticks_do_not()
    {
        var party = new AReservation().Needing(new(WheelchairPlace: true, CompanionPlace: true, StepFreeAccess: true, InductionLoop: true)).Build();

        party.Erase(TestTimes.Now);

        Assert.Equal(new AccessNeeds(WheelchairPlace: true, CompanionPlace: true), party.Access);
    }

    [Fact]
    public void A_companions_place_needs_a_wheelchair_place_and_two_people()
    {
        var both = new AccessNeeds(WheelchairPlace: true, CompanionPlace: true);

        Assert.Equal(FormField.WheelchairPlace, new AccessNeeds(WheelchairPlace: false, CompanionPlace: true).Check(2)?.Field);
        Assert.Equal(new InvalidField(FormField.PartySize, FieldProblem.TooFew, 2), both.Check(1));
        Assert.Null(both.Check(2));
    }

    [Fact]
    public void Released_places_are_not_held_back()
    {
        var capacity = new Capacity(10, 0, 0, 4) { AccessPlaces = new(2, 1), AccessPlacesReleased = true };

        Assert.Equal((0, 6), (capacity.HeldBack, capacity.SeatsLeft));
    }

    [Fact]
    public void Stored_numbers_are_form_values() => Assert.Equal(
        new AccessPlacesInput("2", "1", "36"), AccessPlacesInput.Of(new APerformance().WithAccessPlaces(2, 1, releaseHours: 36).Build()));

    [Fact]
    public void A_performance_has_access_places_while_it_offers_some_or_somebody_has_one()
    {
        var performance = new APerformance().Build();
        Assert.False(performance.HasAccessPlaces);
        performance.SetAccessPlaces(new AccessPlaces(1, 0), 24, DateTime.MinValue);
        Assert.True(performance.HasAccessPlaces);
        performance.TakeSeats(2, new AccessPlaces(1, 0));
        performance.SetAccessPlaces(AccessPlaces.None, 24, DateTime.MinValue);
        Assert.True(performance.HasAccessPlaces);

        performance.FreeSeats(2, new AccessPlaces(1, 0));

        Assert.False(performance.HasAccessPlaces);
        Assert.Equal(0, performance.ConfirmedSeats);
    }
}
