namespace BookingFlow.Tests.Domain.Programme;

public sealed class ValidQuestionTests
{
    [Fact]
    public void Questions_are_numbered_and_normalized()
    {
        var questions = ValidQuestion.Check(
        [
            new(" How do you\u00AD come? ", "Text", "ignored"), new("How many courses?", "Choice", " 3 \r\n\r\n4\n3"), new("Food?", "Tick", "ignored"),
        ]).Value!;

        Assert.Equal(
            [
                new(1, "How do you come?", QuestionKind.Text, null), new(2, "How many courses?", QuestionKind.Choice, "3\n4"),
                new ValidQuestion(3, "Food?", QuestionKind.Tick, null),
            ],
            questions);
    }

    [Fact]
    public void A_question_without_words_asks_nothing_and_has_no_choices() =>
        Assert.Equal([new ValidQuestion(1, null, QuestionKind.Choice, null)], ValidQuestion.Check([new(" ", "Choice", "a\nb")]).Value);

    [Fact]
    public void Without_a_kind_it_is_a_text() => Assert.Equal(QuestionKind.Text, ValidQuestion.Check([new("Why?", null, null)]).Value![0].Kind);

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_form() => Assert.Equal(
        [
            new(FormField.Question1, FieldProblem.TooLong, Limits.Question), new(FormField.QuestionKind1, FieldProblem.NotAChoice),
            new(FormField.Choices2, FieldProblem.Missing), new(FormField.QuestionKind3, FieldProblem.NotAChoice),
        ],
        ValidQuestion.Check([new(new string('x', Limits.Question + 1), "1", null), new("Which?", "Choice", " \n "), new("Why?", "text", null)])
            .Failure!.Fields);

    [Theory]
    [InlineData(ValidQuestion.MaxChoices, 3, null)]
    [InlineData(ValidQuestion.MaxChoices + 1, 3, FieldProblem.TooLarge)]
    [InlineData(2, Limits.Answer, null)]
    [InlineData(2, Limits.Answer + 1, FieldProblem.TooLarge)]
    [InlineData(10, Limits.Answer, FieldProblem.TooLong)]
    public void Choices_are_limited_in_number_and_length(int count, int length, FieldProblem? problem)
    {
        var choices = string.Join('\n', Enumerable.Range(10, count).Select(i => $"{i}{new string('x', length - 2)}"));

        var result = ValidQuestion.Check([new("Which?", "Choice", choices)]);

        Assert.Equal(
            problem is { } some
                ? new InvalidField(FormField.Choices1, some, some == FieldProblem.TooLong ? Limits.Choices : ValidQuestion.MaxChoices)
                : null,
            result.Failure?.Fields.Single());
    }

    [Fact]
    public void A_choice_has_no_control_characters() => Assert.Equal(
        [new InvalidField(FormField.Choices1, FieldProblem.HasControlCharacters)],
        ValidQuestion.Check([new("Which?", "Choice", "a\u0007\nb")]).Failure!.Fields);

    [Fact]
    public void Each_position_has_fields_of_its_own()
    {
        Assert.Equal((FormField.Question1, FormField.QuestionKind1, FormField.Choices1), ValidQuestion.FieldsOf(1));
        Assert.Equal((FormField.Question2, FormField.QuestionKind2, FormField.Choices2), ValidQuestion.FieldsOf(2));
        Assert.Equal((FormField.Question3, FormField.QuestionKind3, FormField.Choices3), ValidQuestion.FieldsOf(3));
    }

    [Theory]
    [InlineData(QuestionKind.Text, " by bus ", "by bus", null)]
    [InlineData(QuestionKind.Text, null, null, null)]
    [InlineData(QuestionKind.Text, "a\u0007", "a\u0007", FieldProblem.HasControlCharacters)]
    [InlineData(QuestionKind.Choice, "4", "4", null)]
    [InlineData(QuestionKind.Choice, " ", null, null)]
    [InlineData(QuestionKind.Choice, "5", "5", FieldProblem.NotAChoice)]
    [InlineData(QuestionKind.Tick, "on", ShowQuestion.Ticked, null)]
    [InlineData(QuestionKind.Tick, null, null, null)]
    public void An_answer_is_a_line_a_choice_or_a_tick(QuestionKind kind, string? typed, string? answer, FieldProblem? problem)
    {
        var question = new ShowQuestion { Text = "?", Kind = kind, Choices = kind == QuestionKind.Choice ? "3\n4" : null };

        var (stored, wrong) = question.Check(FormField.Answer2, typed);

        Assert.Equal((answer, problem), (stored, wrong?.Problem));
        Assert.Equal(problem is null ? null : FormField.Answer2, wrong?.Field);
    }

    [Fact]
    public void A_question_without_choices_has_an_empty_list() =>
        Assert.Empty(new ShowQuestion { Text = "?" }.ChoiceList);
}
