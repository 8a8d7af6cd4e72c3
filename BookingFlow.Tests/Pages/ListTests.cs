using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages;

/// <summary>The list of shows and a show's own page.</summary>
public sealed class ListTests
{
    [Fact]
    public async Task Only_published_shows_with_upcoming_public_performances_are_listed()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Here").Build()));
        await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Secret").Build()).Private());
        await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Draft").Unpublished().Build()));
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Yesterday").Build()).At(app.Now.AddMinutes(-1)));
        var list = await app.Visitor().OpenAsync("/");
        Assert.Equal(["Here"], list.Document.QuerySelectorAll("article h2").Select(h => h.TextContent.Trim()));
    }

    [Fact]
    public async Task Seats_left_are_told_kindly()
    {
        await using var app = await BookingFlowApp.StartAsync();
        foreach (var seats in new[] { 12, 3, 1, 0 })
        {
            await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled($"With {seats}").Build()).WithCapacity(seats));
        }

        var list = await app.Visitor().OpenAsync("/");
        Assert.Equal(
            ["12 seats left", "Last 3 seats", "Last seat", "Sold out"],
            list.Document.QuerySelectorAll("article").OrderByDescending(a => int.Parse(a.QuerySelector("h2")!.TextContent.Trim()["With ".Length..], System.Globalization.CultureInfo.InvariantCulture))
                .Select(a => a.QuerySelector(".seats")!.TextContent.Trim()));
    }

    [Fact]
    public async Task Seats_left_are_capacity_and_extra_chairs_less_what_is_occupied_and_confirmed()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.AddAsync(app.APerformanceTonight().WithCapacity(40).WithAdditionalSeats(6).WithManuallyOccupiedSeats(4).WithConfirmedSeats(20));
        Assert.Contains("22 seats left", (await app.Visitor().OpenAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_the_venues_on_both_sides_of_a_clock_change()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 10, 20, 8, 0, 0, TimeSpan.Zero));
        await using var app = await BookingFlowApp.StartAsync(clock);
        var summer = await app.AddAsync(new APerformance().At(new DateTime(2026, 10, 24, 18, 0, 0, DateTimeKind.Utc)));
        await app.Database.AddAsync(new APerformance().At(new DateTime(2026, 10, 25, 19, 0, 0, DateTimeKind.Utc)).With(p => (p.Show, p.ShowId) = (null!, summer.ShowId)).Build());
        var times = (await app.Visitor().OpenAsync("/")).Document.QuerySelectorAll("time.performance-when");
        Assert.Equal(["2026-10-24T20:00+02:00", "2026-10-25T20:00+01:00"], times.Select(t => t.GetAttribute("datetime")));
        Assert.All(times, time => Assert.Contains("20:00", time.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_shows_the_next_three_and_the_show_has_them_all_with_why_one_cannot_be_booked()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var first = await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Hamlet").WithSlug("hamlet").Build()));
        await app.Database.AddAsync(
            Another(first, 2, p => p.BookingEnabled = false), Another(first, 3, p => p.BookingOpensAt = new DateTime(2126, 1, 2, 9, 0, 0, DateTimeKind.Utc)),
            Another(first, 4, p => p.CancelledAt = p.StartsAt.AddDays(-9)), Another(first, 5, p => p.BookingClosesAt = p.StartsAt.AddDays(-9)));
        using var visitor = app.Visitor();
        var list = await visitor.OpenAsync("/");
        Assert.Equal(3, list.Document.QuerySelectorAll("li.performance").Length);
        Assert.Contains("2 more performances", list.Text, StringComparison.Ordinal);

        var show = await visitor.OpenAsync(list.Link("/shows/hamlet"));
        Assert.Equal(5, show.Document.QuerySelectorAll("li.performance").Length);
        foreach (var said in new[] { "Not bookable online", "Booking opens Wednesday 2 January 2126, 10:00", "Cancelled", "Booking is over" })
        {
            Assert.Contains(said, show.Text, StringComparison.Ordinal);
        }

        Assert.Single(show.Document.QuerySelectorAll("a[href$='/reserve']"));
    }

    [Fact]
    public async Task A_show_that_is_not_there_or_not_published_says_what_is_on_instead()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Here").Build()));
        await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Draft").WithSlug("draft").Unpublished().Build()));
        using var visitor = app.Visitor();
        foreach (var path in new[] { "/shows/draft", "/shows/nothing" })
        {
            var told = await visitor.OpenAsync(path);
            Assert.Equal(404, told.Status);
            Assert.Contains("Here", told.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Draft", told.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_empty_season_is_told_as_that()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var list = await app.Visitor().OpenAsync("/");
        Assert.Equal(200, list.Status);
        Assert.Contains("Nothing is announced", list.Text, StringComparison.Ordinal);
    }

    private static Performance Another(Performance first, int day, Action<Performance> with) => new APerformance()
        .At(first.StartsAt.AddDays(day)).With(p => (p.Show, p.ShowId) = (null!, first.ShowId)).With(with).Build();
}
