using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class BookingRulesTests
{
    private static readonly BookingRules VenueRules = new(10, TimeSpan.FromHours(24), TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(60));

    [Fact]
    public void A_confirmation_link_expires_after_its_lifetime_or_at_the_start() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Int[-100, 5000]).Sample((lifetime, untilStart) =>
        {
            var rules = VenueRules with { ConfirmationLifetime = TimeSpan.FromMinutes(lifetime) };

            var expiry = rules.ConfirmationExpiry(TestTimes.Now, TestTimes.Now.AddMinutes(untilStart));

            Assert.Equal(TestTimes.Now.AddMinutes(Math.Min(lifetime, untilStart)), expiry);
        });

    [Fact]
    public void Doors_open_and_close_by_the_setting_of_the_venue()
    {
        var performance = new APerformance().Build();

        Assert.Equal(TestTimes.StartsAt.AddMinutes(-90), VenueRules.DoorsOpenAt(performance));
        Assert.Equal(TestTimes.StartsAt.AddMinutes(60), VenueRules.DoorsCloseAt(performance));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(15, 5)]
    [InlineData(Limits.CheckInMinutes, Limits.CheckInMinutes)]
    public void The_setting_of_a_performance_overrides_the_setting_of_the_venue(int before, int after)
    {
        var performance = new APerformance().DoorsOpenMinutesBefore(before).DoorsCloseMinutesAfter(after).Build();

        Assert.Equal(TestTimes.StartsAt.AddMinutes(-before), VenueRules.DoorsOpenAt(performance));
        Assert.Equal(TestTimes.StartsAt.AddMinutes(after), VenueRules.DoorsCloseAt(performance));
    }

    [Fact]
    public void Without_a_venue_setting_doors_are_always_open_unless_the_performance_sets_a_window()
    {
        var rules = VenueRules with { CheckInOpensBefore = null, CheckInClosesAfter = null };

        Assert.Equal((null, null), (rules.DoorsOpenAt(new APerformance().Build()), rules.DoorsCloseAt(new APerformance().Build())));
        Assert.Equal(TestTimes.StartsAt.AddMinutes(-5), rules.DoorsOpenAt(new APerformance().DoorsOpenMinutesBefore(5).Build()));
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(4, 4)]
    [InlineData(30, 30)]
    [InlineData(Limits.PartySize + 1, Limits.PartySize)]
    public void The_party_size_limit_is_that_of_the_performance_else_the_venue_capped_by_the_global_limit(int? ofPerformance, int most) =>
        Assert.Equal(most, VenueRules.MaxPartySizeFor(ofPerformance));
}
