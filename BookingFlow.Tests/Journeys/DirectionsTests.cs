using BookingFlow.Web.Staff;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>An Administrator writes how a room is found, and a visitor takes it along on the phone and on paper.</summary>
public sealed class DirectionsTests(ChromiumBrowser chromium)
{
    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desk)]
    public async Task What_is_written_of_a_room_is_read_on_the_ticket_and_carried_on_one_page_of_paper(int width)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var ada = await app.AddStaffAsync(StaffRoles.Administrator, "Ada");
        var ticket = await app.StoredTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build());
        await using var context = await chromium.WithoutScriptAsync(width);
        var page = await context.NewPageAsync();

        // As much as the house may write.
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
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The ticket has to be scrolled sideways.");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.Locator(".distance").IsVisibleAsync(), "Paper says how far off the evening is.");
        using var printed = await PrintedPages.OfAsync(await page.PdfAsync(new() { Format = "Letter" }));
        Assert.Single(printed.Files);
    }
}
