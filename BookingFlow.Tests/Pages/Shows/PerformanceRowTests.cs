using AngleSharp.Dom;
using BookingFlow.Web.Components.Programme;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Shows;

/// <summary>The row of a performance (<c>_Performances.cshtml</c>), which the visitors' lists share.</summary>
public sealed class PerformanceRowTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task A_row_shows_date_time_room_and_seats_left_and_its_link_names_the_performance()
    {
        var row = await RowAsync(
            new APerformance().Of(new AShow().Titled("The Seagull & Co").Build()).In(new ARoom().Named("Main Stage").Build()).WithCapacity(12));

        Assert.Equal("LI", row.TagName);
        Assert.Equal(
            """<time class="performance-when" datetime="2026-09-12T20:00+02:00"><span class="performance-day">Saturday 12 September 2026</span> <span class="performance-time">20:00</span> <span class="distance">in 7 days</span></time>""",
            row.QuerySelector("time")!.OuterHtml);
        Assert.Equal("Main Stage", row.QuerySelector(".performance-room")!.TextContent);
        Assert.Equal("12 seats left", row.QuerySelector(".seats--plenty")!.TextContent);
        var link = row.QuerySelector("a.performance-reserve")!;
        Assert.Matches("^/performances/[0-9]+/reserve$", link.GetAttribute("href")!);
        Assert.Equal("Reserve seats: The Seagull & Co, Saturday 12 September 2026, 20:00", link.TextContent);
        Assert.Equal(": The Seagull & Co, Saturday 12 September 2026, 20:00", link.QuerySelector(".visually-hidden")!.TextContent);
    }

    [Fact]
    public async Task A_sold_out_row_leads_to_the_waiting_list_and_says_how_many_wait()
    {
        var row = await RowAsync(
            new APerformance().Of(new AShow().Titled("Hamlet").Build()).WithCapacity(5).WithConfirmedSeats(5).With(p => p.AddWaitingPeople(14)));

        Assert.Equal("Sold out, 14 people waiting", row.QuerySelector(".seats--none")!.TextContent);
        Assert.Equal("Join the waiting list: Hamlet, Saturday 12 September 2026, 20:00", row.QuerySelector("a")!.TextContent);
    }

    [Fact]
    public async Task A_sold_out_row_has_no_link_once_the_waiting_list_is_closed()
    {
        var row = await RowAsync(new APerformance().At(TestTimes.Now.AddHours(2)).WithCapacity(5).WithConfirmedSeats(5));

        Assert.Equal("Sold out", row.QuerySelector(".seats--none")!.TextContent);
        Assert.Null(row.QuerySelector("a"));
    }

    [Fact]
    public async Task A_row_before_booking_opens_shows_when_and_has_neither_link_nor_seats()
    {
        var row = await RowAsync(new APerformance().BookingOpens(new DateTime(2026, 9, 6, 8, 0, 0, DateTimeKind.Utc)));

        Assert.Equal("2026-09-06T10:00+02:00", row.QuerySelector(".performance-closed time")!.GetAttribute("datetime"));
        Assert.Null(row.QuerySelector("a, .seats"));
    }

    [Theory]
    [InlineData(BookingClosedReason.Cancelled, "Cancelled")]
    [InlineData(BookingClosedReason.Over, "Booking closed")]
    [InlineData(BookingClosedReason.Disabled, "Not available online: contact the box office")]
    [InlineData(BookingClosedReason.NotYetOpen, "Booking not open yet")]
    public void Each_reason_for_closed_booking_has_its_words(BookingClosedReason reason, string expected) =>
        Assert.Equal(expected, PerformanceWords.Closed(reason, opensAt: null, shared.App.Words()).Template);

    private static async Task<IElement> RowAsync(APerformance performance)
    {
        await using var app = await BookingFlowApp.StartAsync(new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)));
        await app.AddAsync(performance);
        using var visitor = app.Visitor();
        return (await visitor.OpenAsync("/")).Find(".performance");
    }
}
