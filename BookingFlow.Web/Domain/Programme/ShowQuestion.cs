namespace BookingFlow.Web.Domain.Programme;

/// <summary>A question of a show to the parties, answered in the reservation form. One answer for each party; none is required.</summary>
/// <remarks>
/// Its words can change, its kind cannot, so that an answer keeps its meaning. It is never deleted: to stop asking, it is retired, and its answers
/// stay until they are erased (docs/decisions/0071).
/// </remarks>
public sealed class ShowQuestion
{
    /// <summary>Maximum number of questions of a show.</summary>
    public const int MaxCount = 3;

    /// <summary>What is stored as the answer of a ticked box, in every language.</summary>
    public const string Ticked = "✓";

    public int Id { get; set; }

    public int ShowId { get; set; }

    public Show Show { get; set; } = null!;

    /// <summary>Place in the form, 1 to <see cref="MaxCount"/>; unique among a show's questions that are not retired.</summary>
    public int Position { get; set; }

    public required string Text { get; set; }

    public QuestionKind Kind { get; set; }

    /// <summary>The choices, one a line; null for other kinds.</summary>
    public string? Choices { get; set; }

    /// <summary>When it was asked last; UTC; null while it is asked.</summary>
    public DateTime? RetiredAt { get; set; }

    public IReadOnlyList<string> ChoiceList => Choices?.Split('\n') ?? [];

    /// <summary>Checks an answer as typed.</summary>
    /// <param name="field">The field of the form.</param>
    /// <returns>The answer to store, null for none; and the problem, null if there is none.</returns>
    public (string? Answer, InvalidField? Wrong) Check(FormField field, string? typed)
    {
        var text = FieldChecks.NormalizeLine(typed);
        return Kind switch
        {
            QuestionKind.Text => (text, FieldChecks.Text(field, text, Limits.Answer)),
            QuestionKind.Choice => (
                text, text is null || ChoiceList.Contains(text, StringComparer.Ordinal) ? null : new InvalidField(field, FieldProblem.NotAChoice)),
            QuestionKind.Tick => (text is null ? null : Ticked, null),
        };
    }
}
