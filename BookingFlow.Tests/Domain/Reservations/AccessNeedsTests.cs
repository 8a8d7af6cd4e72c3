namespace BookingFlow.Tests.Domain.Reservations;

public sealed class AccessNeedsTests
{
    private static readonly AccessNeeds All = new(true, true, true, true);

    [Fact]
    public void What_is_not_offered_is_left_out()
    {
        var performance = new APerformance().Build();
        Assert.True(All.OfferedBy(performance).IsNone);
        (performance.Room.StepFreeAccess, performance.Room.InductionLoop) = (true, true);
        Assert.Equal(new AccessNeeds(false, false, true, true), All.OfferedBy(performance));
        Assert.True(default(AccessNeeds).OfferedBy(performance).IsNone);

        performance = new APerformance().WithAccessPlaces(1, 0).Build();
        Assert.Equal(new AccessNeeds(true, false), All.OfferedBy(performance));
        performance = new APerformance().WithAccessPlaces(0, 1).Build();
        Assert.True(All.OfferedBy(performance).IsNone);
        performance = new APerformance().WithAccessPlaces(1, 1).Build();
        Assert.Equal(new AccessNeeds(true, true), All.OfferedBy(performance));
        Assert.Equal(new AccessNeeds(true, false), new AccessNeeds(true, false).OfferedBy(performance));
    }

    [Theory]
    [InlineData(false, false, 0, 0)]
    [InlineData(true, false, 1, 0)]
    [InlineData(true, true, 1, 1)]
    public void Each_tick_is_one_place(bool wheelchair, bool companion, int wheelchairPlaces, int companionPlaces) =>
        Assert.Equal(new AccessPlaces(wheelchairPlaces, companionPlaces), new AccessNeeds(wheelchair, companion).Places);

    [Theory]
    [InlineData(null, null)]
    [InlineData(2, null)]
    [InlineData(1, 2)]
    public void A_party_has_a_person_for_each_place(int? partySize, int? limit) =>
        Assert.Equal(limit is null ? null : new InvalidField(FormField.PartySize, FieldProblem.TooFew, limit), All.Check(partySize));

    [Fact]
    public void A_companion_needs_a_wheelchair_place() =>
        Assert.Equal(new InvalidField(FormField.WheelchairPlace, FieldProblem.Missing), new AccessNeeds(false, true).Check(1));
}
