namespace BookingFlow.Tests.Domain.Programme;

public sealed class RoomAccessTests
{
    [Fact]
    public void Empty_numbers_are_no_places() => Assert.Equal(
        new RoomAccess(true, false, AccessPlaces.None), RoomAccess.Check(stepFreeAccess: true, inductionLoop: false, " ", null, 10).Value);

    [Fact]
    public void Both_numbers_are_read() => Assert.Equal(
        new RoomAccess(false, true, new AccessPlaces(2, 3)), RoomAccess.Check(stepFreeAccess: false, inductionLoop: true, " 2 ", "3", 10).Value);

    [Theory]
    [InlineData("2", "3", 5, null, null)]
    [InlineData("2", "4", 5, null, 3)]
    [InlineData("6", "4", 5, 5, null)]
    [InlineData("6", "6", 5, 5, 5)]
    [InlineData("1", null, 0, 0, null)]
    [InlineData("0", "0", -3, null, null)]
    [InlineData(null, "4", 3, null, 3)]
    public void Both_together_are_not_more_than_the_seats(
        string? wheelchair, string? companion, int capacity, int? wheelchairLimit, int? companionLimit)
    {
        var result = RoomAccess.Check(stepFreeAccess: false, inductionLoop: false, wheelchair, companion, capacity);

        Assert.Equal(
            new[] { (FormField.WheelchairPlaces, wheelchairLimit), (FormField.CompanionPlaces, companionLimit) }
                .Where(field => field.Item2 is not null),
            (result.Failure?.Fields ?? []).Select(field => (field.Field, field.Limit)));
    }

    [Fact]
    public void What_is_not_a_number_is_told_for_each_field() => Assert.Equal(
        [new(FormField.WheelchairPlaces, FieldProblem.NotANumber), new InvalidField(FormField.CompanionPlaces, FieldProblem.Negative)],
        RoomAccess.Check(stepFreeAccess: false, inductionLoop: false, "two", "-1", 10).Failure!.Fields);
}
