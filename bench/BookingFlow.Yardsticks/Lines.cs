namespace BookingFlow.Yardsticks;

/// <summary>The filler text of the page.</summary>
/// <param name="Texts">The paragraphs.</param>
public sealed record Lines(IReadOnlyList<string> Texts)
{
    /// <summary>Size of the layout.</summary>
    private const int LayoutBytes = 150;

    /// <summary>Creates as many paragraphs as a page of about this size needs.</summary>
    public static Lines Of(int bytes)
    {
        const string Text = "A house is to be sold, and everybody talks about something else: Chekhov's last comedy.";
        // As HTML: the apostrophe is an entity of six bytes; tags and line break add eight.
        const int LineBytes = 100;
        return new Lines([.. Enumerable.Repeat(Text, Math.Max(0, bytes - LayoutBytes) / LineBytes)]);
    }
}
