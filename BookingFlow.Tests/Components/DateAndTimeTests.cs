using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class DateAndTimeTests : ComponentTest
{
    [Fact]
    public void Winter_time_is_shown_in_the_venue_time_zone() =>
        Render<DateAndTime>(p => p.Add(c => c.Venue, Venue).Add(c => c.At, StartsAt))
            .MarkupMatches("""<time datetime="2026-11-27T20:00+01:00">Friday 27 November 2026, 20:00</time>""");

    [Fact]
    public void Summer_time_has_the_summer_offset() =>
        Render<DateAndTime>(p => p.Add(c => c.Venue, Venue).Add(c => c.At, new DateTime(2026, 7, 3, 18, 30, 0, DateTimeKind.Utc)))
            .MarkupMatches("""<time datetime="2026-07-03T20:30+02:00">Friday 3 July 2026, 20:30</time>""");

    [Fact]
    public void Time_only_shows_the_time_and_keeps_the_date_in_the_datetime_attribute() =>
        Render<DateAndTime>(p => p.Add(c => c.Venue, Venue).Add(c => c.At, StartsAt).Add(c => c.TimeOnly, true))
            .MarkupMatches("""<time datetime="2026-11-27T20:00+01:00">20:00</time>""");
}
