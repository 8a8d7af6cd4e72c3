namespace BookingFlow.Web.Components.Emails;

/// <summary>Data of a mail about a reservation, for its HTML and its plain-text version.</summary>
/// <param name="Link">Absolute address of the confirmation page, the ticket or the show.</param>
/// <param name="ExpiresAt">When the confirmation link expires (UTC); null for other links.</param>
public sealed record MailFacts(
    Venue Venue, string Name, int PartySize, string Reference, PerformanceFacts Performance, string Link, DateTime? ExpiresAt, string Home,
    string Reason)
    : MailFrame(Venue, Name, Home, Reason)
{
    /// <summary>What the performance was before the change that the mail announces; null in other mails.</summary>
    public PerformanceChange? Before { get; init; }

    /// <summary>When the doors open; UTC; null if the party can come at any time before the start, or in mails to parties without seats.</summary>
    public DateTime? DoorsOpenAt { get; init; }

    /// <summary>Whether the party may have added its ticket to a wallet, which does not follow changes.</summary>
    public bool MayBeInWallet { get; init; }

    /// <summary>Whether the party asked for the waiting list, which the confirmation link joins.</summary>
    public bool Waits { get; init; }

    /// <summary>What the party asked for of the room.</summary>
    public AccessNeeds Access { get; init; }

    /// <summary>When seats that are not claimed are given to others; UTC; null if they never are.</summary>
    public DateTime? CurtainReleaseAt { get; init; }

    /// <summary>The reservations of a group that the link confirms, in the order of their performances; empty in other mails.</summary>
    public IReadOnlyList<MailGroupRow> Group { get; init; } = [];

    /// <summary>The message of the staff that the mail contains; null in other mails.</summary>
    public PartyMessage? Message { get; init; }

    /// <summary>The <c>cid:</c> address of the QR code's image; empty when the mail has none.</summary>
    public string QrSource { get; init; } = "";
}
