namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validated question of a show.</summary>
/// <param name="Position">1 to <see cref="ShowQuestion.MaxCount"/>.</param>
/// <param name="Text">Null to ask nothing.</param>
/// <param name="Choices">One a line; null for other kinds than <see cref="QuestionKind.Choice"/>.</param>
public sealed record ValidQuestion(int Position, string? Text, QuestionKind Kind, string? Choices)
{
    /// <summary>The most choices of a question.</summary>
    public const int MaxChoices = 12;

    /// <summary>Validates the questions of a show and returns all problems at once.</summary>
    /// <returns>The questions, one for each position; or: InvalidInput.</returns>
    public static Result<List<ValidQuestion>> Check(IReadOnlyList<QuestionInput> typed)
    {
        List<InvalidField> wrong = [];
        List<ValidQuestion> questions = [];
        foreach (var (i, question) in typed.Index())
        {
            questions.Add(Check(i + 1, question, wrong));
        }

        return wrong.Count > 0 ? Failure.InvalidInput([.. wrong.OrderBy(w => w.Field)]) : questions;
    }

    /// <summary>The field of a question's text, of its kind and of its choices.</summary>
    /// <param name="position">1 to <see cref="ShowQuestion.MaxCount"/>.</param>
    public static (FormField Text, FormField Kind, FormField Choices) FieldsOf(int position) => position switch
    {
        1 => (FormField.Question1, FormField.QuestionKind1, FormField.Choices1),
        2 => (FormField.Question2, FormField.QuestionKind2, FormField.Choices2),
        _ => (FormField.Question3, FormField.QuestionKind3, FormField.Choices3),
    };

    private static ValidQuestion Check(int position, QuestionInput typed, List<InvalidField> wrong)
    {
        var fields = FieldsOf(position);
        var text = FieldChecks.NormalizeLine(typed.Text);
        var kind = (QuestionKind)Array.IndexOf(Enum.GetNames<QuestionKind>(), typed.Kind ?? nameof(QuestionKind.Text));
        string[] choices = text is null || kind != QuestionKind.Choice
            ? []
            :
            [
                .. (FieldChecks.Normalize(typed.Choices) ?? "").Split('\n').Select(FieldChecks.NormalizeLine).OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ];
        var joined = choices.Length > 0 ? string.Join('\n', choices) : null;
        InvalidField?[] found =
        [
            FieldChecks.Text(fields.Text, text, Limits.Question),
            Enum.IsDefined(kind) ? null : new(fields.Kind, FieldProblem.NotAChoice),
            text is null || kind != QuestionKind.Choice
                ? null
                : FieldChecks.Required(fields.Choices, joined) ?? FieldChecks.Text(fields.Choices, joined, Limits.Choices, lineBreaks: true)
                    ?? (choices.Length > MaxChoices || choices.Any(choice => choice.Length > Limits.Answer)
                        ? new(fields.Choices, FieldProblem.TooLarge, MaxChoices)
                        : null),
        ];
        wrong.AddRange(found.OfType<InvalidField>());
        return new ValidQuestion(position, text, kind, joined);
    }
}
