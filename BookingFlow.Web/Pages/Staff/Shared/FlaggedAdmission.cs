namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>One admission of a <see cref="FlaggedParty"/>.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">Name of the steward.</param>
/// <param name="Door">Name of the door; null if it has none.</param>
/// <param name="People">How many people were let in.</param>
public sealed record FlaggedAdmission(DateTime At, string By, string? Door, int People);
