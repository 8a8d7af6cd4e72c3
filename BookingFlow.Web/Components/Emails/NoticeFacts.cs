namespace BookingFlow.Web.Components.Emails;

/// <summary>A mail of a few sentences, with one thing to do at most. HTML and plain text say the same.</summary>
public sealed record NoticeFacts(Venue Venue, string Name, string Home, string Reason) : MailFrame(Venue, Name, Home, Reason)
{
    public required string Title { get; init; }

    public required IReadOnlyList<Phrase> Sentences { get; init; }

    /// <summary>The party that it is about, shown as a summary; null for a colleague's mail.</summary>
    public MailFacts? Party { get; init; }

    /// <summary>The one thing to do: an absolute address, with the words on the button; null: nothing.</summary>
    public Link? Way { get; init; }
}
