using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// A reservation from the show list to the ticket, with a validation error on the way, in Firefox, in the text browser w3m, and in Chromium
/// without images or without style sheets.
/// </summary>
public sealed class BrowserCompatibilityTests(ChromiumBrowser chromium)
{
    private const string PublicBaseUrl = "https://tickets.lantern-theatre.example";

    [Fact]
    public async Task Firefox_without_script_reaches_the_ticket_by_keyboard_alone()
    {
        await using var app = await OpenAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        await using var firefox = await FirefoxBrowser.StartAsync();

        await firefox.OpenAsync("data:text/html,<noscript><p>There is no script.</p></noscript>");
        Assert.Equal("There is no script.", await firefox.TextAsync("p"));

        await firefox.OpenAsync(app.Address + "/");
        await GoAsync(".show-card h2 a");
        Assert.Equal(performance.Show.Title, await firefox.TextAsync("h1"));
        await GoAsync(".performance-reserve");
        await SetAsync("Name", "Ada Lovelace");
        await SetAsync("Email", "ada at visitors");
        await SetAsync("PartySize", "2");
        await GoAsync("main form button");

        Assert.Equal(1, await firefox.CountAsync(".error-summary:focus"));
        Assert.Equal(1, await firefox.CountAsync("#Name[value='Ada Lovelace']"));
        await firefox.TabToAsync("#Email");
        await SetAsync("Email", "ada@visitors.example");
        await GoAsync("main form button");
        Assert.Contains("ada@visitors.example", await firefox.TextAsync("main"), StringComparison.Ordinal);

        await firefox.OpenAsync(app.Address + await app.GetConfirmationLinkAsync());
        await GoAsync("main form button");
        var reference = await ReferenceAsync(app);
        Assert.Equal(reference, await firefox.TextAsync(".ticket .reference"));
        Assert.StartsWith(
            PublicBaseUrl + "/check-in/", Assert.Single(await QrReader.ReadAsync(await firefox.ScreenshotAsync())), StringComparison.Ordinal);

        async Task GoAsync(string selector)
        {
            await firefox.TabToAsync(selector);
            await firefox.EnterAsync();
        }

        async Task SetAsync(string field, string value)
        {
            await firefox.TabToAsync("#" + field);
            await firefox.TypeAsync(value);
        }
    }

    [Fact]
    public async Task Text_browser_reaches_the_ticket()
    {
        await using var app = await OpenAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        await using var w3m = await TextBrowser.StartAsync(app.Address + "/");

        // Texts that only CSS separates would run together here.
        Assert.Contains(
            $"{performance.Room.Name} {performance.SeatsLeft} seats left Reserve seats:", OneLine(await w3m.WaitForTextAsync("Reserve seats:")),
            StringComparison.Ordinal);
        await w3m.PressAsync($"^{performance.Show.Title}$");
        await w3m.WaitForTextAsync("See what's on");
        await w3m.PressAsync("Reserve seats: ");
        await w3m.WaitForTextAsync("No account or payment needed.");
        await w3m.FillAsync("Name", "Ada Lovelace");
        await w3m.FillAsync("Email address", "ada at visitors");
        await w3m.FillAsync("Party size", "2");
        await w3m.PressAsync("^Reserve$");
        Assert.Contains("[Ada Lovelace ", await w3m.WaitForTextAsync("Enter an email address"), StringComparison.Ordinal);

        await w3m.FillAsync("^Email address", "ada@visitors.example");
        await w3m.PressAsync("^Reserve$");
        Assert.Contains("ada@visitors.example", await w3m.WaitForTextAsync("Check your email"), StringComparison.Ordinal);

        await w3m.OpenAsync(app.Address + await app.GetConfirmationLinkAsync());
        await w3m.WaitForTextAsync("Confirm your seats");
        await w3m.PressAsync("^Confirm 2 seats$");
        var ticket = await w3m.WaitForTextAsync("Your seats are confirmed");

        var reference = await ReferenceAsync(app);
        Assert.Contains($"Reference {reference}", OneLine(ticket), StringComparison.Ordinal);
        Assert.Contains($"QR code for this ticket. The reference is {reference}.", OneLine(ticket), StringComparison.Ordinal);
        Assert.Contains("2 people", ticket, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_without_images_reaches_the_ticket()
    {
        await using var app = await OpenAsync();
        await using var visitors = await chromium.WithoutPicturesAsync(ChromiumBrowser.Phone);
        var page = await ReserveAndConfirmAsync(app, visitors);

        await Expect(page.Locator(".qr")).ToHaveJSPropertyAsync("naturalWidth", 0);
        await Expect(page.GetByAltText($"The reference is {await ReferenceAsync(app)}.")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Browser_without_style_sheets_reaches_the_ticket()
    {
        await using var app = await OpenAsync();
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        await visitors.RouteAsync("**/*.css*", request => request.AbortAsync());
        var page = await ReserveAndConfirmAsync(app, visitors);

        // Chromium's default margin proves that no style sheet was applied.
        await Expect(page.Locator("body")).ToHaveCSSAsync("margin-top", "8px");
        await Expect(page.Locator(".qr")).ToBeVisibleAsync();
        Assert.Single(await QrReader.ReadAsync(await page.ScreenshotAsync(new() { FullPage = true })));
    }

    private static async Task<IPage> ReserveAndConfirmAsync(BookingFlowApp app, IBrowserContext visitors)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var page = await visitors.NewPageAsync();
        await page.GotoAsync(app.Address + "/");
        await Expect(page.Locator(".performance").First).ToContainTextAsync(
            $"{performance.Room.Name} {performance.SeatsLeft} seats left Reserve seats:");
        Assert.Equal(200, await page.FollowAsync(page.Locator(".show-card h2 a")));
        Assert.Equal(200, await page.FollowAsync(page.Link("Reserve seats")));
        Assert.Equal(400, await page.ReserveAsync("Ada Lovelace", "ada at visitors", people: 2));
        await Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        Assert.Equal(200, await page.ReserveAsync("Ada Lovelace", "ada@visitors.example", people: 2));
        await page.GotoAsync(app.Address + await app.GetConfirmationLinkAsync());
        Assert.Equal(200, await page.FollowAsync(page.Button("Confirm 2 seats")));

        await Expect(page.GetByText(await ReferenceAsync(app), new() { Exact = true })).ToBeVisibleAsync();
        return page;
    }

    private static Task<BookingFlowApp> OpenAsync() => BookingFlowApp.StartAsync(null, ("Booking:PublicBaseUrl", PublicBaseUrl));

    private static Task<string> ReferenceAsync(BookingFlowApp app) =>
        app.Database.ReadAsync(db => db.Reservations.Where(r => r.Status == ReservationStatus.Confirmed).Select(r => r.Reference).SingleAsync());

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
