using BookingFlow.Web.Pages.Shows;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>Paging, browsing by month and searching in a list of three hundred shows.</summary>
public sealed class LargeShowListTests(ChromiumBrowser chromium)
{
    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desktop)]
    public async Task Show_list_with_three_hundred_shows_can_be_paged_browsed_by_month_and_searched(int width)
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
        await AssertNoHorizontalScrollAsync(page);
        Assert.Equal(200, await page.FollowAsync(page.Link("Previous page")));

        var months = page.GetByRole(AriaRole.Navigation, new() { Name = "Browse by month" });
        Assert.Equal(200, await page.FollowAsync(months.GetByRole(AriaRole.Link).Last));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("What's on in");
        Assert.Equal(200, await page.FollowAsync(months.GetByRole(AriaRole.Link).Last));
        await AssertNoHorizontalScrollAsync(page);

        await page.GetByLabel("Find a show").FillAsync("miserables");
        Assert.Equal(200, await page.NavigateAsync(() => page.Keyboard.PressAsync("Enter")));
        await Expect(page.Locator(".show-card h2")).ToHaveTextAsync(["Les Misérables"]);
        Assert.Equal(200, await page.FollowAsync(page.Link("Reserve seats")));
        await Expect(page.Locator("main")).ToContainTextAsync("Les Misérables");

        await page.GotoAsync(app.Address + "/?q=nowhere");
        await Expect(page.Locator(".panel")).ToContainTextAsync("nowhere");
        await AssertNoHorizontalScrollAsync(page);
        Assert.Equal(200, await page.FollowAsync(page.Link("See what's on")));
    }

    private static async Task AssertNoHorizontalScrollAsync(IPage page) =>
        Assert.Equal(page.ViewportSize!.Width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
}
