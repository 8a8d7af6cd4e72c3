using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Components;

public sealed class FieldMessagesTests : ComponentTest
{
    [Fact]
    public void Every_problem_of_every_field_has_a_message() => Assert.All(
        Enum.GetValues<FormField>().SelectMany(field => Enum.GetValues<FieldProblem>().Select(problem => new InvalidField(field, problem, 10))),
        invalid => Assert.NotEmpty(FieldMessages.Of(invalid, T)));

    [Theory]
    [InlineData(FormField.Name, FieldProblem.Missing, null, "Enter your name")]
    [InlineData(FormField.Name, FieldProblem.TooLong, 100, "Name must be 100 characters or fewer")]
    [InlineData(FormField.Email, FieldProblem.NotAnEmail, null, "Enter an email address in the correct format, such as name@example.org")]
    [InlineData(FormField.PartySize, FieldProblem.Missing, null, "Enter the party size")]
    [InlineData(FormField.PartySize, FieldProblem.TooMany, 10, "Party size must be 10 or fewer")]
    [InlineData(FormField.PartySize, FieldProblem.TooMany, 1, "Party size must be 1")]
    public void Field_message_says_how_to_correct_the_input(FormField field, FieldProblem problem, int? limit, string message) =>
        Assert.Equal(message, FieldMessages.Of(new InvalidField(field, problem, limit), T));
}
