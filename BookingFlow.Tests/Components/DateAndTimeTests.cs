using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Staff.Shared;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class DateAndTimeTests : ComponentTest
{
    [Fact]
    public void A_winter_evening_is_told_in_the_time_of_the_house() =>
        Render<DateAndTime>(p => p.Add(c => c.Venue, Venue).Add(c => c.At, Evening))
            .MarkupMatches("""<time datetime="2026-11-27T20:00+01:00">Friday 27 November 2026, 20:00</time>""");

    [Fact]
    public void A_summer_evening_has_the_offset_of_summer() =>
        Render<DateAndTime>(p => p.Add(c => c.Venue, Venue).Add(c => c.At, new DateTime(2026, 7, 3, 18, 30, 0, DateTimeKind.Utc)))
            .MarkupMatches("""<time datetime="2026-07-03T20:30+02:00">Friday 3 July 2026, 20:30</time>""");

    [Fact]
    public void At_the_door_the_hour_is_enough_to_read_and_the_machine_still_knows_the_day() =>
        Render<DateAndTime>(p => p.Add(c => c.Venue, Venue).Add(c => c.At, Evening).Add(c => c.TimeOnly, true))
            .MarkupMatches("""<time datetime="2026-11-27T20:00+01:00">20:00</time>""");
}
