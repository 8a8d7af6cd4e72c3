namespace BookingFlow.Tests.Builders;

/// <summary>Fixed UTC times shared by tests and builders. The performance starts a week after now and is open for booking.</summary>
public static class TestTimes
{
    public static readonly DateTime Now = new(2026, 9, 5, 10, 0, 0, DateTimeKind.Utc);

    public static readonly DateTime StartsAt = new(2026, 9, 12, 18, 0, 0, DateTimeKind.Utc);

    /// <summary>19:22 in Rome, the demo season's time zone: the season's first performance starts at 20:00.</summary>
    public static readonly DateTime Evening = new(2026, 10, 2, 17, 22, 0, DateTimeKind.Utc);
}
