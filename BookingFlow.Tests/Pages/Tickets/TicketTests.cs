using Ical.Net;

namespace BookingFlow.Tests.Pages.Tickets;

public sealed class TicketTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_QR_code_contains_only_the_check_in_address()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var visitor = app.Visitor();
        var path = await app.ReserveAndConfirmAsync(visitor, (await app.AddAsync(app.APerformanceTonight())).Id);
        var picture = (await visitor.OpenAsync(path)).Find("img.qr").GetAttribute("src")!;
        var content = Assert.Single(
            await QrReader.ReadAsync(Convert.FromBase64String(picture[(picture.IndexOf(',', StringComparison.Ordinal) + 1)..])));
        Assert.Equal(app.Address + VisitorSteps.CheckInPath(path), content);
    }

    [Fact]
    public async Task The_receipt_names_the_data_that_is_kept_its_purpose_and_the_date_of_its_erasure()
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var ticket = await visitor.OpenAsync(
            await app.AddTicketAsync(new AReservation().For(performance).WithPhone("+39 0471 1").CreatedAt(app.Now).Confirmed(app.Now).Build()));

        var receipt = ticket.Find("details.data-receipt.screen-only");

        Assert.Contains("Name, Email address, Phone number", receipt.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Message", receipt.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("0471", receipt.TextContent, StringComparison.Ordinal);
        var keptUntil = DateTimeOffset.Parse(
            receipt.QuerySelector("time")!.GetAttribute("datetime")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(performance.StartsAt.AddDays(30) - keptUntil.UtcDateTime, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.NotNull(receipt.QuerySelector("a[href='/privacy']"));
    }

    [Fact]
    public async Task The_calendar_file_has_the_times_title_and_room_of_the_performance()
    {
        var app = shared.App;
        var performance = await app.AddAsync(
            app.APerformanceTonight().Of(new AShow().Titled("Comma, Semicolon; and \"Quotes\"").WithRunningMinutes(95).Build()));
        using var visitor = app.Visitor();
        var ticket = await visitor.OpenAsync(
            await app.AddTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build()));
        var file = await visitor.OpenAsync(ticket.Link("/calendar.ics"));
        Assert.Equal(200, file.Status);
        Assert.StartsWith("text/calendar", file.Header("Content-Type"), StringComparison.Ordinal);
        var calendarEvent = Assert.Single(Calendar.Load(file.Body)!.Events);
        var start = new DateTime(performance.StartsAt.Ticks - (performance.StartsAt.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        Assert.Equal(start, calendarEvent.Start!.AsUtc);
        Assert.Equal(start.AddMinutes(95), calendarEvent.End!.AsUtc);
        Assert.Equal("Comma, Semicolon; and \"Quotes\"", calendarEvent.Summary);
        Assert.Contains(performance.Room.Name, calendarEvent.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/calendar.ics")]
    public async Task An_invalid_ticket_token_returns_404_and_a_cancelled_reservation_410(string suffix)
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        var confirmed = await app.AddTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build());
        var cancelled = await app.AddTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Cancelled(app.Now).Build());
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        using var visitor = app.Visitor();
        foreach (var token in new[] { Token.New().Text, VisitorSteps.CheckInPath(confirmed).Split('/')[^1], link.Split('/')[^1], "x" })
        {
            var notFound = await visitor.OpenAsync($"/tickets/{token}{suffix}");
            Assert.Equal(404, notFound.Status);
            Assert.Contains(app.Words()["Failure.TicketInvalid.Title"].Value, notFound.Text, StringComparison.Ordinal);
        }

        var gone = await visitor.OpenAsync(cancelled + suffix);
        Assert.Equal(410, gone.Status);
        Assert.Contains(app.Words()["Failure.ReservationCancelled.Title"].Value, gone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", gone.Body, StringComparison.Ordinal);
    }
}
