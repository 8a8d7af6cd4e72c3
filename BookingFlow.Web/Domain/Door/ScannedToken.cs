namespace BookingFlow.Web.Domain.Door;

/// <summary>A check-in token that a scanned text can be read as. Only the stored hash tells whether it is one.</summary>
/// <param name="Mismatch">The keyboard mismatch with which the text reads as this token.</param>
public sealed record ScannedToken(Token Token, KeyboardMismatch Mismatch);
