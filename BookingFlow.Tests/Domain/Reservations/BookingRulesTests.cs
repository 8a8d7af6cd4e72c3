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

    [Theory]
    [InlineData(null, 24, -24)]
    [InlineData(48, 24, -48)]
    [InlineData(0, 24, null)]
    [InlineData(null, 0, null)]
    [InlineData(2, 0, -2)]
    public void Parties_are_reminded_by_the_performances_hours_or_the_venues(int? ofPerformance, int ofVenue, int? hours)
    {
        var rules = VenueRules with { ReminderHours = ofVenue };
        var performance = new APerformance().RemindedHoursBefore(ofPerformance).Build();

        Assert.Equal(hours is { } some ? TestTimes.StartsAt.AddHours(some) : null, rules.RemindsAt(performance));
        Assert.Equal(hours is { } before ? TestTimes.StartsAt.AddHours(1.5 * before) : null, rules.RemindsOfReservationsBefore(performance));
    }

    [Fact]
    public void A_late_reminder_is_sent_until_the_doors_open_or_the_start()
    {
        Assert.Equal(TestTimes.StartsAt.AddMinutes(-90), VenueRules.RemindsUntil(new APerformance().Build()));
        Assert.Equal(TestTimes.StartsAt, (VenueRules with { CheckInOpensBefore = null }).RemindsUntil(new APerformance().Build()));
    }

    [Fact]
    public void The_waiting_list_closes_minutes_before_the_start() =>
        Assert.Equal(TestTimes.StartsAt.AddMinutes(-30), (VenueRules with { WaitingListClosesMinutes = 30 }).WaitingListClosesAt(TestTimes.StartsAt));

    [Fact]
    public void Changes_close_when_the_venue_says_or_when_the_doors_close()
    {
        var performance = new APerformance().Build();

        Assert.Equal(TestTimes.StartsAt.AddHours(-3), (VenueRules with { ChangesCloseBefore = TimeSpan.FromHours(3) }).ChangesCloseAt(performance));
        Assert.Equal(TestTimes.StartsAt.AddMinutes(60), VenueRules.ChangesCloseAt(performance));
        Assert.Equal(TestTimes.StartsAt.AddDays(1), (VenueRules with { CheckInClosesAfter = null }).ChangesCloseAt(performance));
    }
}
