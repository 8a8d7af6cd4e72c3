namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A scan in <see cref="PersonalData"/>.</summary>
/// <param name="Door">Null if the door had no name.</param>
public sealed record PersonalDataScan(DateTime At, ScanOutcome Outcome, int People, string? Door);
