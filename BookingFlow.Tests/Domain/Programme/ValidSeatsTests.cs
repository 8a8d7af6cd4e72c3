namespace BookingFlow.Tests.Domain.Programme;

public sealed class ValidSeatsTests
{
    [Fact]
    public void Seats_and_reason_are_read_and_trimmed()
    {
        var read = ValidSeats.Check(" 4 ", "2", " sound desk ", room: 40).Value!;

        Assert.Equal((4, 2, "sound desk"), (read.Additional, read.ManuallyOccupied, read.Reason));
    }

    [Fact]
    public void All_invalid_fields_are_reported_together() => Assert.Equal(
        [
            new(FormField.AdditionalSeats, FieldProblem.Negative),
            new(FormField.OccupiedSeats, FieldProblem.NotANumber),
            new InvalidField(FormField.Reason, FieldProblem.Missing),
        ],
        ValidSeats.Check("-1", "two", " ", room: 40).Failure!.Fields);

    [Theory]
    [InlineData("44", true)]
    [InlineData("45", false)]
    public void Occupied_seats_cannot_exceed_the_available_seats(string occupied, bool fits) =>
        Assert.Equal(fits, ValidSeats.Check("4", occupied, "press", room: 40).Succeeded);

    [Theory]
    [InlineData(40, 30, 0)]
    [InlineData(40, 29, 1)]
    [InlineData(40, 0, 30)]
    [InlineData(20, 25, 0)]
    [InlineData(20, 20, 0)]
    [InlineData(20, 19, 11)]
    public void MissingAfter_counts_the_confirmed_seats_that_a_reduction_removes(int before, int after, int missing) =>
        Assert.Equal(missing, new Capacity(before, 0, 0, 30).MissingAfter(new Capacity(after, 0, 0, 30)));

    [Theory]
    [InlineData(null, "2", FormField.AdditionalSeats)]
    [InlineData("4", null, FormField.OccupiedSeats)]
    public void Both_numbers_of_seats_are_required(string? additional, string? occupied, FormField missing) => Assert.Equal(
        [new InvalidField(missing, FieldProblem.Missing)], ValidSeats.Check(additional, occupied, "press", room: 40).Failure!.Fields);

    [Fact]
    public void Occupied_seats_have_the_largest_limit_while_the_additional_ones_are_wrong() => Assert.Equal(
        [
            new(FormField.AdditionalSeats, FieldProblem.NotANumber),
            new InvalidField(FormField.OccupiedSeats, FieldProblem.TooLarge, 40 + Limits.RoomCapacity),
        ],
        ValidSeats.Check("few", $"{41 + Limits.RoomCapacity}", "press", room: 40).Failure!.Fields);

    [Fact]
    public void Access_places_and_their_hours_are_read()
    {
        var read = ValidSeats.Check("4", "2", "press", room: 40, " 2 ", "1", " 36 ").Value!;

        Assert.Equal((new AccessPlaces(2, 1), 36), (read.AccessPlaces, read.AccessReleaseHours));
        Assert.Equal((AccessPlaces.None, null), (Seats("40").AccessPlaces, Seats("40").AccessReleaseHours));
    }

    [Theory]
    [InlineData("2", "2", "0", null)]
    [InlineData("3", "2", "2", null)]
    [InlineData("3", "3", "2", FormField.CompanionPlaces)]
    [InlineData("43", "x", "2", FormField.WheelchairPlaces)]
    public void Access_places_are_not_more_than_the_seats_that_are_not_occupied(
        string wheelchair, string companion, string occupied, FormField? wrong)
    {
        var result = ValidSeats.Check("0", occupied, "press", room: 7, wheelchair, companion);

        Assert.Equal(wrong, result.Failure?.Fields[0].Field);
    }

    [Theory]
    [InlineData("336", null)]
    [InlineData("337", FieldProblem.TooLarge)]
    public void Places_are_released_two_weeks_before_at_most(string hours, FieldProblem? problem) => Assert.Equal(
        problem, ValidSeats.Check("0", "0", "press", room: 7, releaseHours: hours).Failure?.Fields.Single().Problem);

    [Fact]
    public void A_full_performance_with_as_many_seats_as_before_is_not_cut() =>
        Assert.False(new Capacity(20, 0, 0, 20).CutsBelowConfirmed(new Capacity(21, 0, 0, 20)));

    private static ValidSeats Seats(string additional) => ValidSeats.Check(additional, "0", "press", room: 40).Value!;
}
