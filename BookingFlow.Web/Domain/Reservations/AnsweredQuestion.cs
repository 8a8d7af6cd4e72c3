namespace BookingFlow.Web.Domain.Reservations;

/// <summary>A question with a party's answer, as staff see it.</summary>
public sealed record AnsweredQuestion(string Question, string Answer)
{
    /// <summary>Returns answers as lines of text, for lists and files; null if there are none.</summary>
    public static string? Lines(IEnumerable<AnsweredQuestion> answers) =>
        string.Join('\n', answers.Select(answer => $"{answer.Question} {answer.Answer}")) is { Length: > 0 } lines ? lines : null;
}
