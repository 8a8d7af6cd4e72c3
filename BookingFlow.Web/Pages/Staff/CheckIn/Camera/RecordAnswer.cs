using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Door;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Door;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>The answer to a record, with what the device shows: the words of the scan station.</summary>
/// <param name="Outcome">A <see cref="ScanOutcome"/> in snake case; <c>invalid</c> if nothing could be recorded.</param>
/// <param name="Party">Id of the reservation; null, like name, reference, size and notes: no party of ours.</param>
/// <param name="Inside">People of the party who are checked in now; null: none of them is.</param>
/// <param name="People">People that were let in.</param>
/// <param name="At">When the party was checked in first, or by this record; UTC; null, like the next two: it is not.</param>
/// <param name="By">Name of the steward.</param>
/// <param name="Door">Name of the door; null if it has none.</param>
/// <param name="Excess">How many of <paramref name="People"/> are beyond the party size.</param>
/// <param name="Tone">See <see cref="OutcomeStyle.Tone"/>.</param>
public sealed record RecordAnswer(
    string? Id, string Outcome, bool Admitted, int? Party, string? Name, string? Reference, int? Size, int? Inside, int People, DateTime? At,
    string? By, string? Door, int Excess, string Tone, string Title, string Happened, string? Notes)
{
    private const string InvalidOutcome = "invalid";

    /// <summary>Returns the answer to a malformed record.</summary>
    /// <param name="id">As submitted.</param>
    public static RecordAnswer Invalid(string? id, IStringLocalizer<Words> t, Venue venue, DateTime now) =>
        Refused(id, new Failure(FailureKind.InvalidInput), outcome: null, party: null, t, venue, now);

    /// <param name="party">With its performance; null if the record names no party of ours.</param>
    /// <param name="scan">What was recorded; null if nothing was.</param>
    /// <param name="checkIn">The party's check-in; null: none of the party is checked in.</param>
    /// <param name="flagged">The party, if it is flagged.</param>
    public static RecordAnswer Of(
        DeviceAnswer answer, Reservation? party, ScanEvent? scan, Domain.Door.CheckIn? checkIn, FlaggedParty? flagged, IStringLocalizer<Words> t,
        Venue venue, DateTime now)
    {
        var id = answer.Record.Id.ToString();
        var refused = (answer.Failure, scan) switch
        {
            ({ } failure, _) => Refused(id, failure, ScanEvent.OutcomeOf(failure), party, t, venue, now),
            (null, { IsAdmission: false }) => RefusedByDevice(id, scan, party, t),
            (null, null) => Invalid(id, t, venue, now),
            _ => null,
        };
        if (refused is not null)
        {
            return refused with { Inside = checkIn?.People, At = checkIn?.At, By = checkIn?.StaffName, Door = checkIn?.Door };
        }

        var isFlagged = ScanEvent.IsFlagged(scan!.Outcome);
        return new RecordAnswer(
            id, SnakeCase.Of(scan.Outcome), Admitted: true, party?.Id, t.PartyName(party?.Name), party?.Reference, party?.PartySize,
            checkIn?.People, scan.LetIn, scan.At, scan.StaffName, scan.Door, scan.Excess,
            isFlagged ? "wait" : OutcomeStyle.Admitted.Tone,
            isFlagged ? ScanWords.NameOf(scan.Outcome, t) : t["Door.ComeIn"],
            isFlagged && flagged is not null ? FlaggedWords.Admissions(flagged, t, venue) : HappenedOf(scan, party!, t, venue),
            AccessWords.WithNotes(party?.Access ?? default, party?.Notes, t));
    }

    private static string HappenedOf(ScanEvent scan, Reservation party, IStringLocalizer<Words> t, Venue venue)
    {
        var people = $"{t.Count("Count.People", scan.LetIn)}, {t["Door.LetInAt", venue.Time(scan.At)]}";
        var inside = t.Count("Door.Inside", scan.Inside, party.PartySize);
        return scan.Inside < party.PartySize
            ? $"{people}. {t["Door.InsideAndToCome", inside, t.Count("Door.StillToCome", party.PartySize - scan.Inside)]}"
            : people;
    }

    private static RecordAnswer Refused(
        string? id, Failure failure, ScanOutcome? outcome, Reservation? party, IStringLocalizer<Words> t, Venue venue, DateTime now)
    {
        var words = FailureWords.Of(failure, t, venue, now);
        var happened = FieldMessages.All(failure, t) is [var (_, message), ..]
            ? message
            : $"{words.Happened.Text(venue)} {FailureWords.DoorNextStep(failure, t, words).Text(venue)}";
        return new RecordAnswer(
            id, outcome is { } known ? SnakeCase.Of(known) : InvalidOutcome, Admitted: false, party?.Id, t.PartyName(party?.Name), party?.Reference,
            party?.PartySize, Inside: null, People: 0, At: null, By: null, Door: null, Excess: 0, OutcomeStyle.Of(failure).Tone,
            FailureWords.DoorTitle(failure, t), happened, Notes: null);
    }

    private static RecordAnswer RefusedByDevice(string id, ScanEvent scan, Reservation? party, IStringLocalizer<Words> t) => new(
        id, SnakeCase.Of(scan.Outcome), Admitted: false, party?.Id, t.PartyName(party?.Name), party?.Reference, party?.PartySize, Inside: null,
        People: 0, At: null, By: null, Door: null, Excess: 0, "no", ScanWords.NameOf(scan.Outcome, t), t["Flagged.RefusalRecorded"], Notes: null);
}
