namespace BookingFlow.Web.Components.Emails;

/// <summary>What a mail about a reservation says. HTML and plain text say the same.</summary>
/// <param name="Link">Absolute: the link that confirms, or the ticket.</param>
/// <param name="ExpiresAt">Until when the link confirms; UTC; null for a ticket.</param>
public sealed record MailFacts(
    Venue Venue, string Name, int PartySize, string Reference, PerformanceFacts Performance, string Link, DateTime? ExpiresAt, string Home,
    string Reason)
    : MailFrame(Venue, Name, Home, Reason)
{
    /// <summary>Where the picture of the QR code is, as a <c>cid:</c> address; empty when the mail has none.</summary>
    public string QrSource { get; init; } = "";
}
