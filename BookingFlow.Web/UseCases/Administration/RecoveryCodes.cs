namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Recovery codes for signing in without the authenticator app, each valid once. They are shown once; only hashes are stored.</summary>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes);
