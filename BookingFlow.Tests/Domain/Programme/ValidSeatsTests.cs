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
}
