namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A check-in in <see cref="PersonalData"/>.</summary>
/// <param name="Door">Null if the door had no name.</param>
public sealed record PersonalDataCheckIn(DateTime At, int People, string? Door);
