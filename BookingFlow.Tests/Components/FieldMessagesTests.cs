using BookingFlow.Web.Components;
using BookingFlow.Web.Domain;

namespace BookingFlow.Tests.Components;

public sealed class FieldMessagesTests : ComponentTest
{
    public static TheoryData<ReservationField, FieldProblem> EverythingThatCanBeWrong => new(
        Enum.GetValues<ReservationField>().SelectMany(of => Enum.GetValues<FieldProblem>().Select(problem => (of, problem))));

    [Theory]
    [MemberData(nameof(EverythingThatCanBeWrong))]
    public void Everything_that_can_be_wrong_with_a_field_has_words(ReservationField field, FieldProblem problem) =>
        Assert.NotEmpty(FieldMessages.Of(new InvalidField(field, problem, 10), T));

    [Theory]
    [InlineData(ReservationField.Name, FieldProblem.Missing, null, "Enter your name")]
    [InlineData(ReservationField.Name, FieldProblem.TooLong, 100, "Name must be 100 characters or fewer")]
    [InlineData(ReservationField.Email, FieldProblem.NotAnEmail, null, "Enter an e-mail address such as name@example.org")]
    [InlineData(ReservationField.PartySize, FieldProblem.Missing, null, "Enter how many people are coming, as a number")]
    [InlineData(ReservationField.PartySize, FieldProblem.TooMany, 10, "At most 10 people in one reservation")]
    [InlineData(ReservationField.PartySize, FieldProblem.TooMany, 1, "At most 1 person in one reservation")]
    public void A_message_says_what_would_be_right(ReservationField field, FieldProblem problem, int? limit, string message) =>
        Assert.Equal(message, FieldMessages.Of(new InvalidField(field, problem, limit), T));
}
