namespace BookingFlow.Web.Components.Emails;

/// <summary>What every mail has: who writes to whom, and why.</summary>
/// <param name="Home">Absolute: the list of shows.</param>
/// <param name="Reason">Why somebody gets this mail at all.</param>
public record MailFrame(Venue Venue, string Name, string Home, string Reason)
{
    /// <summary>What the house has written of itself, linked at the foot: absolute addresses and their words.</summary>
    public IReadOnlyList<Link> VenuePages { get; init; } = [];

    /// <summary>
    /// The facts in one sentence, as a mailbox shows them beside the subject before the mail is opened; empty: it shows the first words of the mail.
    /// </summary>
    public string Preheader { get; init; } = "";
}
