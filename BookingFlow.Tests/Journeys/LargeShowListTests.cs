using BookingFlow.Web.Pages.Shows;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>A visitor in a house with three hundred shows: turned over, gone through by month, searched.</summary>
public sealed class LargeShowListTests(ChromiumBrowser chromium)
{
    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desk)]
    public async Task One_show_among_three_hundred_is_found(int width)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var room = new ARoom().Build();
        await app.Database.AddAsync([.. Enumerable.Range(1, 300).Select(n =>
            new APerformance()
                .Of(new AShow().Titled(n == 287 ? "Les Misérables" : $"Evening {n}").Build())
                .In(room)
                .At(app.Now.AddDays(n))
                .Build())]);
        await using var visitors = await chromium.WithoutScriptAsync(width);
        var page = await visitors.NewPageAsync();

        await page.GotoAsync(app.Address);
        await Expect(page.Locator(".show-card")).ToHaveCountAsync(ShowListQueries.PageSize);
        Assert.Equal(200, await page.FollowAsync(page.Link("Next page")));
        await Expect(page.Locator(".show-card h2").First).ToHaveTextAsync($"Evening {ShowListQueries.PageSize + 1}");
        await Expect(page.Locator(".paging")).ToContainTextAsync("Page 2");
        await NothingStandsOutAsync(page);
        Assert.Equal(200, await page.FollowAsync(page.Link("Previous page")));

        var months = page.GetByRole(AriaRole.Navigation, new() { Name = "Browse by month" });
        Assert.Equal(200, await page.FollowAsync(months.GetByRole(AriaRole.Link).Last));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("What's on in");
        Assert.Equal(200, await page.FollowAsync(months.GetByRole(AriaRole.Link).Last));
        await NothingStandsOutAsync(page);

        await page.GetByLabel("Find a show").FillAsync("miserables");
        Assert.Equal(200, await page.LeadsToAsync(() => page.Keyboard.PressAsync("Enter")));
        await Expect(page.Locator(".show-card h2")).ToHaveTextAsync(["Les Misérables"]);
        Assert.Equal(200, await page.FollowAsync(page.Link("Reserve seats")));
        await Expect(page.Locator("main")).ToContainTextAsync("Les Misérables");

        await page.GotoAsync(app.Address + "/?q=nowhere");
        await Expect(page.Locator(".panel")).ToContainTextAsync("nowhere");
        await NothingStandsOutAsync(page);
        Assert.Equal(200, await page.FollowAsync(page.Link("See what's on")));
    }

    private static async Task NothingStandsOutAsync(IPage page) =>
        Assert.Equal(page.ViewportSize!.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
}
