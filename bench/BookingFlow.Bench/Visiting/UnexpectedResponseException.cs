namespace BookingFlow.Bench.Visiting;

/// <summary>A response or a result differs from what was expected, which makes the measurement invalid.</summary>
public sealed class UnexpectedResponseException(string message) : Exception(message);
