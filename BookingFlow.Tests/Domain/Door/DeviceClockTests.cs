namespace BookingFlow.Tests.Domain.Door;

public sealed class DeviceClockTests
{
    private static readonly DateTime Now = TestTimes.StartsAt;

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-10)]
    [InlineData(60)]
    [InlineData(-60)]
    [InlineData(-29_000_000)]
    public void A_wrong_clock_is_corrected_by_the_measured_offset(int minutesFast)
    {
        var wrong = TimeSpan.FromMinutes(minutesFast);

        Assert.Equal(Now.AddMinutes(-7), DeviceClock.ToServerTime(Now.AddMinutes(-7) + wrong, -wrong, Now));
    }

    [Fact]
    public void Without_a_measured_offset_the_time_is_never_in_the_future() =>
        Assert.Equal(Now, DeviceClock.ToServerTime(Now.AddHours(1), TimeSpan.Zero, Now));

    [Fact]
    public void A_time_of_long_ago_is_a_wrong_clock() =>
        Assert.Equal(Now - DeviceClock.MaxDelay, DeviceClock.ToServerTime(DateTime.UnixEpoch, TimeSpan.Zero, Now));

    [Fact]
    public void The_ends_of_time_are_no_error()
    {
        Assert.Equal(Now, DeviceClock.ToServerTime(DateTime.MaxValue, TimeSpan.FromDays(70_000), Now));
        Assert.Equal(Now - DeviceClock.MaxDelay, DeviceClock.ToServerTime(DateTime.MinValue, TimeSpan.FromDays(-70_000), Now));
    }
}
