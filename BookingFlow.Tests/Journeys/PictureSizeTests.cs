using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>Which file of a picture a browser loads, and how large it shows it.</summary>
public sealed class PictureSizeTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task A_browser_loads_the_WebP_that_fits_the_width_of_its_screen()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var poster = await APicture.ConvertedPosterOf(performance.Show, APicture.Photograph(1600, 1200));
        await app.Database.AddAsync(poster);

        var phone = await LoadedAsync(app, $"/shows/{performance.Show.Slug}", ChromiumBrowser.Phone);
        Assert.Equal(($"/posters/{poster.Id}/640.webp", 390), phone);
        var list = await LoadedAsync(app, "/", ChromiumBrowser.Phone);
        Assert.Equal($"/posters/{poster.Id}/320.webp", list.File);
        var desktop = await LoadedAsync(app, $"/shows/{performance.Show.Slug}", ChromiumBrowser.Desktop);
        Assert.Equal($"/posters/{poster.Id}/960.webp", desktop.File);
        // Not wider than the sizes attribute says, or the file would be enlarged.
        Assert.InRange(desktop.Width, 400, 44 * 16);
    }

    private async Task<(string File, int Width)> LoadedAsync(BookingFlowApp app, string path, int width)
    {
        await using var context = await chromium.WithScriptAsync(width);
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address + path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        var picture = page.Locator("img.poster");
        var file = await picture.EvaluateAsync<string>("async picture => { await picture.decode(); return new URL(picture.currentSrc).pathname; }");
        return (file, await picture.EvaluateAsync<int>("picture => Math.round(picture.getBoundingClientRect().width)"));
    }
}
