using System.Globalization;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A party on a printed list. E-mail address and telephone number are not printed.</summary>
/// <param name="Inside">People of the party who are checked in.</param>
public sealed record PrintedListLine(
    string Reference, string Name, int PartySize, ReservationStatus Status, string? Notes, PerformanceFacts Performance, int Inside)
{
    /// <inheritdoc cref="Reservation.StaffNote"/>
    public string? StaffNote { get; init; }

    /// <summary>Answers to the show's questions.</summary>
    public IReadOnlyList<AnsweredQuestion> Answers { get; init; } = [];

    /// <summary>What the party asked for of the room.</summary>
    public AccessNeeds Access { get; init; }

    private const int MaxPrintedNotes = 120;

    /// <summary>The notes, truncated to 120 text elements so that the row stays short.</summary>
    public string? ShortNotes => Notes is { Length: > MaxPrintedNotes }
        ? new StringInfo(Notes).SubstringByTextElements(0, Math.Min(MaxPrintedNotes, new StringInfo(Notes).LengthInTextElements)) + "…"
        : Notes;
}
