namespace BookingFlow.Tests.Domain.Programme;

public sealed class ValidRoomTests
{
    [Fact]
    public void Room_input_is_trimmed()
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
    [InlineData("A\u0007B", "12.5", FieldProblem.HasControlCharacters, FieldProblem.NotANumber)]
    public void All_invalid_fields_of_a_room_are_reported_together(string? name, string? capacity, FieldProblem ofName, FieldProblem ofCapacity) =>
        Assert.Equal(
            [(FormField.RoomName, ofName), (FormField.Capacity, ofCapacity)],
            ValidRoom.Check(name, capacity).Failure!.Fields.Select(f => (f.Field, f.Problem)));

    [Fact]
    public void A_room_name_is_limited_in_length()
    {
        Assert.True(ValidRoom.CheckName(new string('a', Limits.Name)).Succeeded);
        Assert.Equal(
            [new(FormField.RoomName, FieldProblem.TooLong, Limits.Name)], ValidRoom.CheckName(new string('a', Limits.Name + 1)).Failure?.Fields);
    }

    [Fact]
    public void A_change_of_capacity_needs_a_reason_of_limited_length()
    {
        Assert.Equal([FormField.Capacity, FormField.Reason], RoomSeats.Check("", " ").Failure!.Fields.Select(f => f.Field));
        Assert.Equal(
            [new(FormField.Reason, FieldProblem.TooLong, Limits.Reason)], RoomSeats.Check("1", new string('a', Limits.Reason + 1)).Failure?.Fields);
    }
}
