namespace BookingFlow.Bench.Visiting;

/// <summary>Something answered what it should not have, so whatever was being measured is worth nothing.</summary>
public sealed class WrongAnswerException(string message) : Exception(message);
