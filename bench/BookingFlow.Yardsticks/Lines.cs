namespace BookingFlow.Yardsticks;

/// <summary>What the page says.</summary>
/// <param name="Texts">A paragraph each.</param>
public sealed record Lines(IReadOnlyList<string> Texts)
{
    private const int FrameBytes = 150;

    /// <summary>So many lines as a page of that length needs.</summary>
    public static Lines Of(int bytes)
    {
        const string Text = "A house is to be sold, and everybody talks about something else: Chekhov's last comedy.";
        // An apostrophe is written as an entity of six bytes; the paragraph's tags and the line's end are eight.
        const int LineBytes = 100;
        return new Lines([.. Enumerable.Repeat(Text, Math.Max(0, bytes - FrameBytes) / LineBytes)]);
    }
}
