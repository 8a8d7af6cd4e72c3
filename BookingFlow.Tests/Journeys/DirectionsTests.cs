using BookingFlow.Web.Staff;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>Directions to a room: written by an administrator, shown and printed on the ticket.</summary>
public sealed class DirectionsTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Directions_of_maximum_length_are_shown_on_the_ticket_which_still_prints_on_one_page()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var ada = await app.AddStaffAsync(StaffRoles.Administrator, "Ada");
        var ticket = await app.AddTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build());
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await context.NewPageAsync();

        // Directions and map link of the maximum length.
        var line = string.Concat(Enumerable.Repeat("keep left at the fountain ", 4))[..((Limits.Directions / Limits.DirectionsLines) - 1)];
        await page.GotoAsync(app.Address + "/staff/login");
        Assert.Equal(200, await page.SignInAsync(ada.Email!));
        await page.GotoAsync($"{app.Address}/staff/rooms/{performance.RoomId}");
        await page.FollowAsync(page.Link("Edit directions"));
        await page.GetByLabel("Directions").FillAsync(string.Join('\n', Enumerable.Repeat(line, Limits.DirectionsLines)));
        await page.GetByLabel("Map link").FillAsync("https://map.example/".PadRight(Limits.WebAddress, 'm'));
        Assert.Equal(200, await page.FollowAsync(page.Button("Save changes")));

        await page.GotoAsync(app.Address + ticket);
        Assert.StartsWith(line.TrimEnd(), await page.Locator(".way-lines").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The ticket scrolls horizontally.");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.Locator(".distance").IsVisibleAsync(), "The relative day is printed, which is wrong on any later day.");
        using var printed = await PrintedPages.OfAsync(await page.PdfAsync(new() { Format = "Letter" }));
        Assert.Single(printed.Files);
    }
}
