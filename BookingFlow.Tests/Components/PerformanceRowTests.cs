using BookingFlow.Web.Components;
using BookingFlow.Web.Domain;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class PerformanceRowTests : ComponentTest
{
    [Fact]
    public void A_row_tells_day_hour_room_and_seats_left()
    {
        var row = Row(seatsLeft: 12);

        row.Find("time").MarkupMatches(
            """<time class="performance-when" datetime="2026-11-27T20:00+01:00"><span class="performance-day">Friday 27 November 2026</span> <span class="performance-time">20:00</span></time>""");
        Assert.Equal("Main Stage", row.Find(".performance-room").TextContent);
        Assert.Equal("12 seats left", row.Find(".seats").TextContent);
        Assert.Equal("LI", row.Find(".performance").TagName);
    }

    [Fact]
    public void The_link_to_reserve_says_for_which_show_and_evening()
    {
        var link = Row(seatsLeft: 12).Find("a");

        Assert.Equal("/performances/7/reserve", link.GetAttribute("href"));
        Assert.Equal("Reserve seats: The Seagull, Friday 27 November 2026, 20:00", link.TextContent);
        Assert.Equal(": The Seagull, Friday 27 November 2026, 20:00", link.QuerySelector(".visually-hidden")!.TextContent);
    }

    [Fact]
    public void What_is_sold_out_says_so_and_has_no_link()
    {
        var row = Row(seatsLeft: 0);

        Assert.Equal("Sold out", row.Find(".seats").TextContent);
        Assert.Empty(row.FindAll("a"));
    }

    [Theory]
    [InlineData(BookingClosedReason.Cancelled, "Cancelled")]
    [InlineData(BookingClosedReason.Over, "Booking is over")]
    [InlineData(BookingClosedReason.Disabled, "Not bookable online; ask the box office")]
    [InlineData(BookingClosedReason.NotYetOpen, "Booking is not open yet")]
    public void What_cannot_be_booked_says_why_and_has_neither_link_nor_seats(BookingClosedReason reason, string words)
    {
        var row = Row(seatsLeft: 12, reason);

        Assert.Equal(words, row.Find(".performance-closed").TextContent);
        Assert.Empty(row.FindAll("a, .seats"));
    }

    [Fact]
    public void What_is_not_open_yet_says_from_when()
    {
        var row = Row(seatsLeft: 12, BookingClosedReason.NotYetOpen, opensAt: Utc(day: 23, hour: 9));

        row.Find(".performance-closed").MarkupMatches(
            """<span class="performance-closed">Booking opens <time datetime="2026-11-23T10:00+01:00">Monday 23 November 2026, 10:00</time></span>""");
    }

    private IRenderedComponent<PerformanceRow> Row(int seatsLeft, BookingClosedReason? closed = null, DateTime? opensAt = null) =>
        Render<PerformanceRow>(p => p
            .Add(c => c.Venue, Venue)
            .Add(c => c.PerformanceId, 7)
            .Add(c => c.StartsAt, Evening)
            .Add(c => c.RoomName, "Main Stage")
            .Add(c => c.SeatsLeft, seatsLeft)
            .Add(c => c.Closed, closed)
            .Add(c => c.OpensAt, opensAt)
            .Add(c => c.ShowTitle, "The Seagull"));
}
