using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Staff.Rooms;

/// <summary>The way to a room, from the page on which it is written to everybody who has to find it.</summary>
public sealed class WayTests
{
    private const string Map = "https://map.example/?lantern";

    [Fact]
    public async Task What_the_house_writes_of_a_room_stands_wherever_somebody_has_to_find_it()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var ada = await app.StaffAsync(StaffRoles.Administrator, "Ada");
        using var visitor = app.Visitor();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var path = $"/staff/rooms/{performance.RoomId}/way";

        var refused = await ada.SubmitAsync(
            await ada.OpenAsync(path), "main form", ("Directions", "Green door"), ("MapAddress", "javascript:alert(1)"));
        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Find("#MapAddress-message"));
        Assert.Equal("Green door", refused.Find("#Directions").TextContent.Trim());
        Assert.Equal(404, (await ada.OpenAsync("/staff/rooms/4711/way")).Status);

        var saved = await ada.SubmitAsync(refused, "main form", ("Directions", "Green door"), ("MapAddress", Map));
        Assert.Equal((303, $"/staff/rooms/{performance.RoomId}?done=saved"), (saved.Status, saved.Location));
        IsTold(await ada.OpenAsync(saved.Location!));
        Assert.Equal(Map, (await ada.OpenAsync(path)).Find("#MapAddress").GetAttribute("value"));

        IsTold(await visitor.OpenAsync($"/shows/{performance.Show.Slug}"));
        await visitor.ReserveAsync(performance.Id);
        var ticket = (await visitor.ConfirmAsync(await app.MailedLinkAsync())).Location!;
        IsTold(await visitor.OpenAsync(ticket));
        var evening = Assert.Single(Ical.Net.Calendar.Load((await visitor.OpenAsync($"{ticket}/calendar.ics")).Body)!.Events);
        Assert.EndsWith($"\nGreen door\n{Map}", evening.Description, StringComparison.Ordinal);
        foreach (var mail in await app.MailAsync(2))
        {
            Assert.Contains(Map, mail.TextBody, StringComparison.Ordinal);
            Assert.Contains("Green door", mail.HtmlBody, StringComparison.Ordinal);
        }
    }

    private static void IsTold(Place page)
    {
        Assert.Equal("Green door", page.Find(".way-lines").TextContent);
        Assert.Equal((Map, "noopener"), (page.Find(".way-map a").GetAttribute("href"), page.Find(".way-map a").GetAttribute("rel")));
    }
}
