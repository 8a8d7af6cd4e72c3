namespace BookingFlow.Bench.Visiting;

/// <summary>An answer, read to its end.</summary>
/// <param name="Path">What was asked for.</param>
/// <param name="Location">Where it sends the visitor; null: nowhere.</param>
/// <param name="Took">From the first byte sent to the last byte read.</param>
public sealed record Answer(string Path, int Status, string? Location, string Body, TimeSpan Took)
{
    /// <exception cref="WrongAnswerException">It is another status, or the text is not in it.</exception>
    public Answer Expect(int status, string text = "") => Status == status && Body.Contains(text, StringComparison.Ordinal)
        ? this
        : throw new WrongAnswerException($"{Path} answered {Status} and not {status} with \"{text}\": {Body}");

    /// <exception cref="WrongAnswerException">It does not send the visitor there.</exception>
    public Answer ExpectSeeOther(string location) => Status == 303 && Location == location
        ? this
        : throw new WrongAnswerException($"{Path} answered {Status} to {Location ?? "nowhere"} and not 303 to {location}: {Body}");
}
