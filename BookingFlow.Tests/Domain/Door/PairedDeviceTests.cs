namespace BookingFlow.Tests.Domain.Door;

public sealed class PairedDeviceTests
{
    private static readonly DateTime Now = TestTimes.StartsAt.AddHours(-1);

    private static readonly BookingRules DoorsNeverClose = new(10, TimeSpan.FromHours(24), CheckInOpensBefore: null, CheckInClosesAfter: null);

    private static readonly BookingRules DoorsCloseAfterAnHour = DoorsNeverClose with { CheckInClosesAfter = TimeSpan.FromHours(1) };

    [Fact]
    public void A_link_can_be_used_once_and_for_ten_minutes()
    {
        var device = NewDevice();
        Assert.True(device.IsUsable(Now));
        Assert.True(device.IsUsable(Now + PairedDevice.LinkLifetime - TimeSpan.FromTicks(1)));
        Assert.False(device.IsUsable(Now + PairedDevice.LinkLifetime));

        device.Pair("Nora", Now);

        Assert.False(device.IsUsable(Now));
    }

    [Fact]
    public void A_withdrawn_link_cannot_be_used()
    {
        var device = NewDevice();
        Assert.Equal("", device.Volunteer);

        device.End(Now);

        Assert.False(device.IsUsable(Now));
    }

    [Fact]
    public void Check_ins_carry_the_name_of_the_volunteer_with_the_staff_member_in_brackets()
    {
        var device = NewDevice();

        device.Pair("  Nora ", Now);

        Assert.Equal(new Actor(7, "Nora (Dora)"), device.Actor);
    }

    [Fact]
    public void Of_two_names_of_maximum_length_the_staff_members_is_shortened()
    {
        var device = NewDevice(new string('d', Limits.Name));

        device.Pair(new string('n', Limits.Volunteer), Now);

        Assert.Equal(Limits.Name, device.Actor.Name.Length);
        Assert.StartsWith(new string('n', Limits.Volunteer) + " (d", device.Actor.Name, StringComparison.Ordinal);
        Assert.EndsWith(")", device.Actor.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nora", null)]
    [InlineData(" ", FieldProblem.Missing)]
    [InlineData(null, FieldProblem.Missing)]
    [InlineData("12345678901234567890123456789012345678901", FieldProblem.TooLong)]
    public void The_name_of_a_volunteer_has_1_to_40_characters(string? typed, FieldProblem? problem) =>
        Assert.Equal(problem, PairedDevice.CheckVolunteer(typed)?.Problem);

    [Fact]
    public void A_pairing_ends_when_the_doors_close_and_six_hours_after_the_start_if_they_never_do()
    {
        var performance = new APerformance().Build();

        Assert.Equal(TestTimes.StartsAt.AddHours(1), PairedDevice.EndsAt(performance, DoorsCloseAfterAnHour));
        Assert.Equal(TestTimes.StartsAt.AddHours(6), PairedDevice.EndsAt(performance, DoorsNeverClose));
    }

    [Theory]
    [InlineData(-24 * 60, true)]
    [InlineData((-24 * 60) - 1, false)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void Devices_can_be_paired_from_a_day_before_the_start_until_the_doors_close(int minutesAfterStart, bool expected)
    {
        var now = TestTimes.StartsAt.AddMinutes(minutesAfterStart);

        Assert.Equal(expected, PairedDevice.CanPair(new APerformance().Build(), DoorsCloseAfterAnHour, now));
        Assert.False(PairedDevice.CanPair(new APerformance().Cancelled().Build(), DoorsCloseAfterAnHour, now));
    }

    private static PairedDevice NewDevice(string staffName = "Dora") => PairedDevice.Of(Token.New(), performanceId: 1, new Actor(7, staffName), Now);
}
