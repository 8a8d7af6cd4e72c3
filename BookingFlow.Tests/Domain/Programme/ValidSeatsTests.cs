namespace BookingFlow.Tests.Domain.Programme;

public sealed class ValidSeatsTests
{
    [Fact]
    public void Seats_are_changed_with_a_reason()
    {
        var read = ValidSeats.Check(" 4 ", "2", " sound desk ", room: 40).Value!;

        Assert.Equal((4, 2, "sound desk"), (read.Additional, read.ManuallyOccupied, read.Reason));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() => Assert.Equal(
        [
            new(FormField.AdditionalSeats, FieldProblem.Negative),
            new(FormField.OccupiedSeats, FieldProblem.NotANumber),
            new InvalidField(FormField.Reason, FieldProblem.Missing),
        ],
        ValidSeats.Check("-1", "two", " ", room: 40).Failure!.Fields);

    [Theory]
    [InlineData("44", true)]
    [InlineData("45", false)]
    public void No_more_seats_can_be_occupied_than_there_are(string occupied, bool fits) =>
        Assert.Equal(fits, ValidSeats.Check("4", occupied, "press", room: 40).Succeeded);

    [Theory]
    [InlineData(40, 30, 0)]
    [InlineData(40, 29, 1)]
    [InlineData(40, 0, 30)]
    [InlineData(20, 25, 0)]
    [InlineData(20, 20, 0)]
    [InlineData(20, 19, 11)]
    public void Only_a_change_that_takes_seats_away_leaves_people_without_one(int before, int after, int missing) =>
        Assert.Equal(missing, new Capacity(before, 0, 0, 30).MissingAfter(new Capacity(after, 0, 0, 30)));
}
