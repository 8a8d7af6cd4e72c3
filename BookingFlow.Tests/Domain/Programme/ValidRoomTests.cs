namespace BookingFlow.Tests.Domain.Programme;

public sealed class ValidRoomTests
{
    [Fact]
    public void A_room_has_a_name_and_seats_and_spaces_around_them_do_not_count()
    {
        Assert.Equal(new ValidRoom("Main Stage", 120), ValidRoom.Check(" Main Stage ", " 120 ").Value);
        Assert.Equal("Studio", ValidRoom.CheckName(" Studio ").Value);
        Assert.Equal(new RoomSeats(0, "Flooded"), RoomSeats.Check("0", "Flooded ").Value);
    }

    [Theory]
    [InlineData(null, null, FieldProblem.Missing, FieldProblem.Missing)]
    [InlineData(" ", "many", FieldProblem.Missing, FieldProblem.NotANumber)]
    [InlineData("A\u0007", "-1", FieldProblem.HasControlCharacters, FieldProblem.Negative)]
    [InlineData("A\nB", "100001", FieldProblem.HasControlCharacters, FieldProblem.TooLarge)]
    [InlineData("A\u202EB", "12.5", FieldProblem.HasControlCharacters, FieldProblem.NotANumber)]
    public void Everything_that_is_wrong_with_a_room_is_told_at_once(string? name, string? capacity, FieldProblem ofName, FieldProblem ofCapacity) =>
        Assert.Equal(
            [(FormField.RoomName, ofName), (FormField.Capacity, ofCapacity)],
            ValidRoom.Check(name, capacity).Failure!.Fields.Select(f => (f.Field, f.Problem)));

    [Fact]
    public void A_name_may_be_so_long_and_no_longer()
    {
        Assert.True(ValidRoom.CheckName(new string('a', Limits.Name)).Succeeded);
        Assert.Equal(
            [new(FormField.RoomName, FieldProblem.TooLong, Limits.Name)], ValidRoom.CheckName(new string('a', Limits.Name + 1)).Failure?.Fields);
    }

    [Fact]
    public void A_number_of_seats_needs_a_reason_of_so_many_signs_at_most()
    {
        Assert.Equal([FormField.Capacity, FormField.Reason], RoomSeats.Check("", " ").Failure!.Fields.Select(f => f.Field));
        Assert.Equal(
            [new(FormField.Reason, FieldProblem.TooLong, Limits.Reason)], RoomSeats.Check("1", new string('a', Limits.Reason + 1)).Failure?.Fields);
    }
}
