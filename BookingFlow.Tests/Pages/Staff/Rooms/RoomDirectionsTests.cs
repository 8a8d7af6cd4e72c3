using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Staff.Rooms;

/// <summary>The directions to a room, from the form of the Administrator to every page, calendar file and mail that shows them.</summary>
public sealed class RoomDirectionsTests
{
    private const string MapUrl = "https://map.example/?lantern";

    [Fact]
    public async Task Directions_are_shown_on_the_room_show_and_ticket_pages_in_the_calendar_and_in_mails()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var administrator = await app.StaffAsync(StaffRoles.Administrator, "Ada");
        using var visitor = app.Visitor();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var path = $"/staff/rooms/{performance.RoomId}/way";

        var refused = await administrator.SubmitAsync(
            await administrator.OpenAsync(path), "main form", ("Directions", "Green door"), ("MapAddress", "javascript:alert(1)"));
        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Find("#MapAddress-message"));
        Assert.Equal("Green door", refused.Find("#Directions").TextContent.Trim());
        Assert.Equal(404, (await administrator.OpenAsync("/staff/rooms/4711/way")).Status);

        var saved = await administrator.SubmitAsync(refused, "main form", ("Directions", "Green door"), ("MapAddress", MapUrl));
        Assert.Equal((303, $"/staff/rooms/{performance.RoomId}?done=saved"), (saved.Status, saved.Location));
        AssertDirections(await administrator.OpenAsync(saved.Location!));
        Assert.Equal(MapUrl, (await administrator.OpenAsync(path)).Find("#MapAddress").GetAttribute("value"));

        AssertDirections(await visitor.OpenAsync($"/shows/{performance.Show.Slug}"));
        await visitor.ReserveAsync(performance.Id);
        var ticket = (await visitor.ConfirmAsync(await app.GetConfirmationLinkAsync())).Location!;
        AssertDirections(await visitor.OpenAsync(ticket));
        var calendarEvent = Assert.Single(Ical.Net.Calendar.Load((await visitor.OpenAsync($"{ticket}/calendar.ics")).Body)!.Events);
        Assert.EndsWith($"\nGreen door\n{MapUrl}", calendarEvent.Description, StringComparison.Ordinal);
        foreach (var mail in await app.MailAsync(2))
        {
            Assert.Contains(MapUrl, mail.TextBody, StringComparison.Ordinal);
            Assert.Contains("Green door", mail.HtmlBody, StringComparison.Ordinal);
        }
    }

    private static void AssertDirections(BrowserResponse page)
    {
        Assert.Equal("Green door", page.Find(".way-lines").TextContent);
        Assert.Equal((MapUrl, "noopener"), (page.Find(".way-map a").GetAttribute("href"), page.Find(".way-map a").GetAttribute("rel")));
    }
}
