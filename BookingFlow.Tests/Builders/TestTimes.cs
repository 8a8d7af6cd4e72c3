namespace BookingFlow.Tests.Builders;

/// <summary>Fixed UTC times shared by tests and builders. The performance starts a week after now and is open for booking.</summary>
public static class TestTimes
{
    public static readonly DateTime Now = new(2026, 9, 5, 10, 0, 0, DateTimeKind.Utc);

    public static readonly DateTime StartsAt = new(2026, 9, 12, 18, 0, 0, DateTimeKind.Utc);
}
