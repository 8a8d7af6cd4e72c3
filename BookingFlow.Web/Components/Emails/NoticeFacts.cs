namespace BookingFlow.Web.Components.Emails;

/// <summary>Data of a mail of a few sentences with at most one call to action, for its HTML and its plain-text version.</summary>
public sealed record NoticeFacts(Venue Venue, string Name, string Home, string Reason) : MailFrame(Venue, Name, Home, Reason)
{
    public required string Title { get; init; }

    public required IReadOnlyList<Phrase> Sentences { get; init; }

    /// <summary>The reservation that the mail is about, shown as a summary; null for mails to staff.</summary>
    public MailFacts? Party { get; init; }

    /// <summary>The call to action: an absolute address and the text of the button; null when there is none.</summary>
    public Link? ActionLink { get; init; }
}
