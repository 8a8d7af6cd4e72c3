namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A party that a device let in although the server would have refused it.</summary>
/// <param name="Excess">People let in beyond the party size.</param>
/// <param name="Outcome">One of <see cref="ScanEvent.FlaggedOutcomes"/>.</param>
/// <param name="Size">People of the reservation.</param>
/// <param name="Admissions">All admissions of the party, earliest first.</param>
public sealed record FlaggedParty(
    int Id, int Excess, ScanOutcome Outcome, string Name, int Size, IReadOnlyList<FlaggedAdmission> Admissions);
