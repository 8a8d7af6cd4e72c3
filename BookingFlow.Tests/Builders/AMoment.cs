namespace BookingFlow.Tests.Builders;

/// <summary>The times that tests agree on; UTC. The performance is a week away and in the middle of its booking time.</summary>
public static class AMoment
{
    public static readonly DateTime Now = new(2026, 9, 5, 10, 0, 0, DateTimeKind.Utc);

    public static readonly DateTime CurtainUp = new(2026, 9, 12, 18, 0, 0, DateTimeKind.Utc);
}
