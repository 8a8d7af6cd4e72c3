using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class FailureNoticeTests : ComponentTest
{
    [Fact]
    public void Not_enough_seats_shows_the_seats_left_and_links_to_other_performances() =>
        Notice(Failure.NotEnoughSeats(3, Seagull)).MarkupMatches(
            """
            <section class="notice" role="alert">
                <h2 class="notice-title">Not enough seats left</h2>
                <p>There are only 3 seats left for this performance. Nothing has been confirmed.</p>
                <p class="notice-next">Reserve for fewer people, or choose another performance.</p>
                <p><a class="button" href="/shows/the-seagull">See other performances of The Seagull</a></p>
            </section>
            """);

    [Fact]
    public void Booking_not_yet_open_shows_the_opening_time()
    {
        var notice = Notice(Failure.BookingClosed(BookingClosedReason.NotYetOpen, Utc(day: 23, hour: 9), Seagull));

        Assert.Equal("Booking is not open yet", notice.Find("h2").TextContent);
        notice.Find("time").MarkupMatches("""<time datetime="2026-11-23T10:00+01:00">Monday 23 November 2026, 10:00</time>""");
    }

    [Fact]
    public void Expired_confirmation_link_links_to_the_reservation_form_of_the_performance() => Assert.Equal(
        "/performances/7/reserve",
        Notice(Failure.About(FailureKind.ConfirmationTokenExpired, Seagull)).Find("a").GetAttribute("href"));

    [Fact]
    public void Too_many_requests_has_no_link() => Assert.Empty(Notice(Failure.TooManyRequests(TimeSpan.FromSeconds(9))).FindAll("a"));

    [Fact]
    public void Notice_at_heading_level_1_renders_an_h1_and_an_icon()
    {
        var notice = Render<FailureNotice>(p => p
            .Add(c => c.Failure, new Failure(FailureKind.ShowNotFound)).Add(c => c.Venue, Venue).Add(c => c.HeadingLevel, 1));

        Assert.Equal("Page not found", notice.Find("h1").TextContent);
        Assert.Single(notice.FindAll(".notice--sign > svg[aria-hidden]"));
    }

    [Fact]
    public void Sold_out_notice_has_an_icon() =>
        Assert.Single(Notice(Failure.NotEnoughSeats(0, Seagull)).FindAll(".notice--sign > svg[aria-hidden]"));

    [Fact]
    public void Notice_above_other_content_has_no_icon() =>
        Assert.Empty(Notice(Failure.TooManyRequests(TimeSpan.FromSeconds(9))).FindAll("svg"));

    [Fact]
    public void Already_checked_in_shows_the_elapsed_time_when_the_current_time_is_given()
    {
        var failure = Failure.AlreadyCheckedIn(new CheckInFacts(Utc(day: 27, hour: 18, minute: 34), "Grace", 2), Seagull);

        Assert.Contains("Grace checked in 2 people on Friday 27 November 2026, 19:34.", Text(failure, now: null), StringComparison.Ordinal);
        Assert.Contains("Grace checked in 2 people at 19:34, 7 minutes ago.", Text(failure, Utc(27, 18, 41)), StringComparison.Ordinal);
        Assert.Contains("at Friday 27 November 2026, 19:34, 24 hours ago.", Text(failure, Utc(28, 18, 41)), StringComparison.Ordinal);
    }

    private IRenderedComponent<FailureNotice> Notice(Failure failure, DateTime? now = null) =>
        Render<FailureNotice>(p => p.Add(c => c.Failure, failure).Add(c => c.Venue, Venue).Add(c => c.Now, now));

    private string Text(Failure failure, DateTime? now) => Notice(failure, now).Find("p").TextContent;
}
