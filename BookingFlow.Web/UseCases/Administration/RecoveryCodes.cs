namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Ten codes for the day on which the phone is lost; each signs in once. They are shown, and only their hashes kept.</summary>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes);
