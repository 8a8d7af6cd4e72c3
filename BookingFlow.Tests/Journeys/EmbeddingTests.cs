using BookingFlow.Web.UseCases.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>The programme in the page of another website, of another origin, in a browser: the web component and the frame.</summary>
public sealed class EmbeddingTests(ChromiumBrowser chromium) : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private Performance _performance = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _performance = await _app.AddAsync(_app.APerformanceTonight().Of(new AShow().Titled("<b>Hamlet</b> & more").Build()).WithCapacity(9));
        await _app.Database.AddAsync(
            _app.APerformanceTonight().Of(new AShow().Titled("Faust").Build()).WithCapacity(1).WithConfirmedSeats(1).Build(),
            await APicture.ConvertedPosterOf(_performance.Show, APicture.Jpeg(400, 500)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_component_lists_the_programme_in_the_language_of_the_page_and_keeps_its_link()
    {
        await using var website = await StartWebsiteAsync(Component(), "de");
        await using var context = await chromium.WithScriptAndPolicyAsync(ChromiumBrowser.Phone);
        var (page, errors) = (await context.NewPageAsync(), new List<string>());
        page.Console += (_, message) => errors.AddRange(message.Type == "error" ? [message.Text] : []);

        await page.GotoAsync(website.Address);

        var component = page.Locator("bookingflow-programme");
        await Expect(component.Locator("article")).ToHaveCountAsync(2);
        var article = component.Locator("article").First;
        // A text is never HTML.
        await Expect(article.Locator("h3 a")).ToHaveTextAsync("<b>Hamlet</b> & more");
        await Expect(article.Locator("[part=availability]")).ToHaveTextAsync(_app.WordsIn("de", "Seats.Left.other", 9));
        await Expect(article.Locator("a[part=reserve]")).ToHaveAttributeAsync("href", $"{_app.Address}/performances/{_performance.Id}/reserve");
        await Expect(article.Locator("a[part=reserve]")).ToHaveTextAsync(_app.WordsIn("de", "Performance.Reserve"));
        await Expect(component.Locator("article").Nth(1).Locator("[part=availability]")).ToHaveTextAsync(_app.WordsIn("de", "Seats.SoldOut"));
        // The picture is shown although it comes from another origin.
        await article.Locator("img").ScrollIntoViewIfNeededAsync();
        Assert.True(await article.Locator("img").EvaluateAsync<int>("async picture => { await picture.decode(); return picture.naturalWidth; }") > 0);
        await Expect(component.GetByText("All our shows")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(errors);

        await article.Locator("h3 a").ClickAsync();
        await page.WaitForURLAsync($"{_app.Address}/shows/{_performance.Show.Slug}");
    }

    [Fact]
    public async Task The_component_shows_one_show_and_as_many_performances_as_its_attributes_say()
    {
        await _app.AddAsync(_app.APerformanceTonight().Of(new Show { Slug = "other", Title = "Other", Summary = "x", IsPublished = true }));
        await using var website = await StartWebsiteAsync(
            Component($"show=\"{_performance.Show.Slug}\" language=\"it\" limit=\"1\"") + Component("limit=\"2\"") + Component("show=\"none\""));
        await using var context = await chromium.WithScriptAndPolicyAsync(ChromiumBrowser.Desktop);
        var page = await context.NewPageAsync();

        await page.GotoAsync(website.Address);

        var components = page.Locator("bookingflow-programme");
        await Expect(components.Nth(0).Locator("article")).ToHaveCountAsync(1);
        await Expect(components.Nth(0).Locator("[part=availability]")).ToHaveTextAsync(_app.WordsIn("it", "Seats.Left.other", 9));
        await Expect(components.Nth(1).Locator("article")).ToHaveCountAsync(2);
        await Expect(components.Nth(2).Locator("article")).ToHaveCountAsync(0);
        await Expect(components.Nth(2).GetByText("All our shows")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_link_stays_when_the_programme_cannot_be_read_and_when_scripts_are_off()
    {
        await using var website = await StartWebsiteAsync(Component());
        await using (var context = await chromium.WithScriptAndPolicyAsync(ChromiumBrowser.Phone))
        {
            var page = await context.NewPageAsync();
            var errors = new List<string>();
            page.PageError += (_, error) => errors.Add(error);
            foreach (var status in new int?[] { 500, 429, null })
            {
                await page.UnrouteAllAsync();
                await page.RouteAsync("**/api/v1/**", route => status is { } code
                    ? route.FulfillAsync(new() { Status = code, Body = "{}" })
                    : route.AbortAsync());
                var answered = new TaskCompletionSource();
                page.RequestFinished += (_, request) => Finish(request);
                page.RequestFailed += (_, request) => Finish(request);
                await page.GotoAsync(website.Address);
                await answered.Task;

                await Expect(page.GetByText("All our shows")).ToBeVisibleAsync();
                await Expect(page.Locator("bookingflow-programme article")).ToHaveCountAsync(0);

                void Finish(IRequest request)
                {
                    if (request.Url.Contains("/api/v1/", StringComparison.Ordinal))
                    {
                        answered.TrySetResult();
                    }
                }
            }

            Assert.Empty(errors);
        }

        await using var withoutScript = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var plain = await withoutScript.NewPageAsync();
        await plain.GotoAsync(website.Address);
        await plain.GetByText("All our shows").ClickAsync();
        await plain.WaitForURLAsync(_app.Address + "/");
    }

    /// <summary>The website's address is not https here, so its origin is written into the database, past the form's check.</summary>
    [Fact]
    public async Task A_frame_is_shown_only_on_a_named_website_and_its_links_open_in_the_window()
    {
        await using var website = await StartWebsiteAsync($"""<iframe src="{_app.Address}/embed" title="What's on" width="100%" height="700"></iframe>""");
        await using var context = await chromium.WithScriptAndPolicyAsync(ChromiumBrowser.Desktop);
        var page = await context.NewPageAsync();
        await page.GotoAsync(website.Address);
        await Expect(page.FrameLocator("iframe").Locator("article")).ToHaveCountAsync(0);
        Assert.StartsWith("chrome-error://", page.Frames[1].Url, StringComparison.Ordinal);

        await NameAsync(website.Address);
        await page.ReloadAsync();

        await Expect(page.FrameLocator("iframe").Locator("article")).ToHaveCountAsync(2);
        await page.FrameLocator("iframe").Locator("article h2 a").First.ClickAsync();
        await page.WaitForURLAsync($"{_app.Address}/shows/{_performance.Show.Slug}");
        Assert.Single(page.Frames);
    }

    private string Component(string attributes = "") =>
        $"<bookingflow-programme {attributes}><a href=\"{_app.Address}/\">All our shows</a></bookingflow-programme>";

    private Task<Website> StartWebsiteAsync(string content, string language = "en") => Website.StartAsync(
        // Without an icon, the browser would ask for one and report that there is none.
        $"<!DOCTYPE html><html lang=\"{language}\"><title>Our theatre</title><link rel=\"icon\" href=\"data:,\"><script src=\"{_app.Address}/embed.js\" async></script>{content}</html>");

    private async Task NameAsync(string origin)
    {
        await _app.Database.ReadAsync(db => db.VenueProfiles.ExecuteUpdateAsync(
            set => set.SetProperty(p => p.FrameOrigins, origin).SetProperty(p => p.Version, p => p.Version + 1)));
        await _app.Services.GetRequiredService<LoadVenueProfile>().RefreshAsync(TestContext.Current.CancellationToken);
    }
}
