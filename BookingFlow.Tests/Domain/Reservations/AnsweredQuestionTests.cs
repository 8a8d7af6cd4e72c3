namespace BookingFlow.Tests.Domain.Reservations;

public sealed class AnsweredQuestionTests
{
    [Fact]
    public void Answers_are_lines_of_question_and_answer() =>
        Assert.Equal("How do you come? By bus\nFood? ✓", AnsweredQuestion.Lines([new("How do you come?", "By bus"), new("Food?", "✓")]));

    [Fact]
    public void No_answer_is_no_text() => Assert.Null(AnsweredQuestion.Lines([]));
}
