using Ical.Net;

namespace BookingFlow.Tests.Pages.Tickets;

public sealed class TicketTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_code_on_the_ticket_leads_to_the_door_and_says_nothing_else()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var visitor = app.Visitor();
        var path = await app.TicketAsync(visitor, (await app.AddAsync(app.APerformanceTonight())).Id);
        var picture = (await visitor.OpenAsync(path)).Find("img.qr").GetAttribute("src")!;
        var said = Assert.Single(await QrReader.ReadAsync(Convert.FromBase64String(picture[(picture.IndexOf(',', StringComparison.Ordinal) + 1)..])));
        Assert.Equal(app.Address + Story.CheckInPath(path), said);
    }

    [Fact]
    public async Task The_evening_can_be_put_into_a_calendar_at_the_right_hour()
    {
        var app = shared.App;
        var performance = await app.AddAsync(
            app.APerformanceTonight().Of(new AShow().Titled("Comma, Semicolon; and \"Quotes\"").Running(95).Build()));
        using var visitor = app.Visitor();
        var ticket = await visitor.OpenAsync(
            await app.StoredTicketAsync(new AReservation().For(performance).AskedAt(app.Now).Confirmed(app.Now).Build()));
        var file = await visitor.OpenAsync(ticket.Link("/calendar.ics"));
        Assert.Equal(200, file.Status);
        Assert.StartsWith("text/calendar", file.Header("Content-Type"), StringComparison.Ordinal);
        var evening = Assert.Single(Calendar.Load(file.Body)!.Events);
        var start = new DateTime(performance.StartsAt.Ticks - (performance.StartsAt.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        Assert.Equal(start, evening.Start!.AsUtc);
        Assert.Equal(start.AddMinutes(95), evening.End!.AsUtc);
        Assert.Equal("Comma, Semicolon; and \"Quotes\"", evening.Summary);
        Assert.Contains(performance.Room.Name, evening.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/calendar.ics")]
    public async Task Whatever_is_no_ticket_opens_none_and_a_cancelled_one_is_gone(string tail)
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        var confirmed = await app.StoredTicketAsync(new AReservation().For(performance).AskedAt(app.Now).Confirmed(app.Now).Build());
        var cancelled = await app.StoredTicketAsync(new AReservation().For(performance).AskedAt(app.Now).Cancelled(app.Now).Build());
        var link = await app.PendingLinkAsync(new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        using var visitor = app.Visitor();
        foreach (var token in new[] { Token.New().Text, Story.CheckInPath(confirmed).Split('/')[^1], link.Split('/')[^1], "x" })
        {
            var none = await visitor.OpenAsync($"/tickets/{token}{tail}");
            Assert.Equal(404, none.Status);
            Assert.Contains(app.Words()["Failure.TicketInvalid.Title"].Value, none.Text, StringComparison.Ordinal);
        }

        var gone = await visitor.OpenAsync(cancelled + tail);
        Assert.Equal(410, gone.Status);
        Assert.Contains(app.Words()["Failure.ReservationCancelled.Title"].Value, gone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", gone.Body, StringComparison.Ordinal);
    }
}
