using System.Globalization;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A party as a line of a list for paper shows it. Neither address nor telephone number is for paper.</summary>
/// <param name="Inside">How many of the party are inside already.</param>
public sealed record PaperLine(
    string Reference, string Name, int PartySize, ReservationStatus Status, string? Notes, PerformanceFacts Performance, int Inside)
{
    private const int NotesOnPaper = 120;

    /// <summary>So much of a message that a line stays a line.</summary>
    public string? ShortNotes => Notes is { Length: > NotesOnPaper }
        ? new StringInfo(Notes).SubstringByTextElements(0, Math.Min(NotesOnPaper, new StringInfo(Notes).LengthInTextElements)) + "…"
        : Notes;
}
