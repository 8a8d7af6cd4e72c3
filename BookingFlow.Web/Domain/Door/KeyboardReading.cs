namespace BookingFlow.Web.Domain.Door;

/// <summary>What a scanner sent, if the computer had this keyboard mismatch.</summary>
public sealed record KeyboardReading(string Text, KeyboardMismatch Mismatch);
