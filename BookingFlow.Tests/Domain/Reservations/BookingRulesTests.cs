using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class BookingRulesTests
{
    private static readonly BookingRules House = new(10, TimeSpan.FromHours(24), TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(60));

    [Fact]
    public void A_link_works_for_its_lifetime_and_never_past_the_start() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Int[-100, 5000]).Sample((lifetime, untilStart) =>
        {
            var house = House with { ConfirmationLifetime = TimeSpan.FromMinutes(lifetime) };

            var expiry = house.ConfirmationExpiry(AMoment.Now, AMoment.Now.AddMinutes(untilStart));

            Assert.Equal(AMoment.Now.AddMinutes(Math.Min(lifetime, untilStart)), expiry);
        });

    [Fact]
    public void The_doors_open_and_close_around_the_start_as_the_house_says()
    {
        var performance = new APerformance().Build();

        Assert.Equal(AMoment.CurtainUp.AddMinutes(-90), House.DoorsOpenAt(performance));
        Assert.Equal(AMoment.CurtainUp.AddMinutes(60), House.DoorsCloseAt(performance));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(15, 5)]
    [InlineData(Limits.CheckInMinutes, Limits.CheckInMinutes)]
    public void A_performance_may_decide_otherwise_for_itself(int before, int after)
    {
        var performance = new APerformance().DoorsOpenMinutesBefore(before).DoorsCloseMinutesAfter(after).Build();

        Assert.Equal(AMoment.CurtainUp.AddMinutes(-before), House.DoorsOpenAt(performance));
        Assert.Equal(AMoment.CurtainUp.AddMinutes(after), House.DoorsCloseAt(performance));
    }

    [Fact]
    public void A_house_without_a_window_has_its_doors_open_always_unless_the_performance_says_so()
    {
        var house = House with { CheckInOpensBefore = null, CheckInClosesAfter = null };

        Assert.Equal((null, null), (house.DoorsOpenAt(new APerformance().Build()), house.DoorsCloseAt(new APerformance().Build())));
        Assert.Equal(AMoment.CurtainUp.AddMinutes(-5), house.DoorsOpenAt(new APerformance().DoorsOpenMinutesBefore(5).Build()));
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(4, 4)]
    [InlineData(30, 30)]
    [InlineData(Limits.PartySize + 1, Limits.PartySize)]
    public void A_party_is_limited_by_the_performance_else_by_the_house_and_never_beyond_what_a_reservation_can_hold(int? ofPerformance, int most) =>
        Assert.Equal(most, House.MaxPartySizeFor(ofPerformance));
}
