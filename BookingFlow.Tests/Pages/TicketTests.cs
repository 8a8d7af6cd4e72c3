using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using Ical.Net;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages;

public sealed class TicketTests
{
    [Fact]
    public async Task The_ticket_says_what_for_where_when_who_and_how_many_and_its_links_work()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Hamlet").Running(95).Build()).In(new ARoom().Named("Cellar").Build()));
        using var visitor = app.Visitor();
        var path = await app.TicketAsync(visitor, performance.Id, people: 4);
        var ticket = await visitor.OpenAsync(path);
        var reference = await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Reference).SingleAsync());
        foreach (var said in new[] { "Hamlet", "Cellar", "Ada Lovelace", "4 people", reference })
        {
            Assert.Contains(said, ticket.Find(".ticket").TextContent, StringComparison.Ordinal);
        }

        var calendar = await visitor.OpenAsync(ticket.Link("/calendar.ics"));
        Assert.Equal(200, calendar.Status);
        var evening = Assert.Single(Calendar.Load(calendar.Body)!.Events);
        Assert.Equal(performance.StartsAt, evening.Start!.AsUtc, TimeSpan.FromSeconds(1));
        Assert.Equal(performance.StartsAt.AddMinutes(95), evening.End!.AsUtc, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_code_on_the_page_says_the_check_in_link_and_nothing_of_the_visitor()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Booking:PublicBaseUrl", "https://tickets.lantern.example"));
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var path = await app.TicketAsync(visitor, performance.Id);
        var ticket = await visitor.OpenAsync(path);
        var png = Convert.FromBase64String(ticket.Find("img.qr").GetAttribute("src")!["data:image/png;base64,".Length..]);
        Assert.Equal(["https://tickets.lantern.example" + Story.CheckInPath(path)], await QrReader.ReadAsync(png));
    }

    [Fact]
    public async Task Unknown_and_of_another_purpose_and_cancelled()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var path = await app.TicketAsync(visitor, performance.Id);
        Assert.Equal(404, (await visitor.OpenAsync($"/tickets/{Token.New().Text}")).Status);
        Assert.Equal(404, (await visitor.OpenAsync(Story.CheckInPath(path).Replace("/check-in/", "/tickets/", StringComparison.Ordinal))).Status);

        await using (var db = app.Database.CreateDbContext())
        {
            (await db.Reservations.Include(r => r.Performance.Room).SingleAsync()).Cancel(app.Now);
            await db.SaveChangesAsync();
        }

        var cancelled = await visitor.OpenAsync(path);
        Assert.Equal(410, cancelled.Status);
        Assert.Contains("cancelled", cancelled.Text, StringComparison.Ordinal);
        Assert.Equal(410, (await visitor.OpenAsync(path + "/calendar.ics")).Status);
    }
}
