namespace BookingFlow.Web.Components.Emails;

/// <summary>Data of every mail, shown in its greeting and footer.</summary>
/// <param name="Name">The recipient's name.</param>
/// <param name="Home">Absolute address of the list of shows.</param>
/// <param name="Reason">The sentence that says why the recipient gets this mail.</param>
public record MailFrame(Venue Venue, string Name, string Home, string Reason)
{
    /// <summary>The venue's own pages (imprint, privacy) for the footer, with absolute addresses.</summary>
    public IReadOnlyList<Link> VenuePages { get; init; } = [];

    /// <summary>The link to the party's own page; null in mails to staff, and if the mail has it elsewhere.</summary>
    public Link? PartyLink { get; init; }

    /// <summary>The sentence before <see cref="PartyLink"/>; null for none.</summary>
    public string? PartyLead { get; init; }

    /// <summary>Preview text that a mailbox shows beside the subject; empty to let it show the mail's first words.</summary>
    public string Preheader { get; init; } = "";
}
