using BookingFlow.Web.Data.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// Use by keyboard alone, with a visible focus at every tab stop, and use with reduced motion and forced colors (high contrast).
/// </summary>
public sealed class KeyboardAndForcedColorsTests(ChromiumBrowser chromium)
{
    /// <summary>Script that returns what is wrong with the focused element's visibility, or an empty string.</summary>
    private const string FocusProblem =
        """
        () => {
            const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
            if (at === document.body) return "";
            const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            if (!hasOutline && style.boxShadow === "none") return "No visible focus on " + at.outerHTML;
            if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return "Outside the viewport: " + at.outerHTML;
            return "";
        }
        """;

    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desktop)]
    public async Task Visitor_reaches_the_ticket_from_the_show_list_by_keyboard(int width)
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.AddAsync(app.APerformanceTonight());
        await using var visitors = await chromium.WithoutScriptAsync(width);
        var page = await visitors.NewPageAsync();
        await page.GotoAsync(app.Address + "/");

        Assert.Equal(200, await EnterAsync(page, ".show-card h2 a"));
        Assert.Equal(200, await EnterAsync(page, ".performance-reserve"));
        await TypeAsync(page, "#Name", "Ada Lovelace");
        await TypeAsync(page, "#PartySize", "2");
        Assert.Equal(400, await EnterAsync(page, "main form button"));

        await Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        Assert.Equal("", await page.EvaluateAsync<string>(FocusProblem));
        await TabToAsync(page, ".error-summary a");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#Email")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("ada@visitors.example");
        // Enter in a text field also submits the form.
        Assert.Equal(200, await page.NavigateAsync(() => page.Keyboard.PressAsync("Enter")));

        await page.GotoAsync(app.Address + await app.GetConfirmationLinkAsync());
        Assert.Equal(200, await EnterAsync(page, "main form button"));
        await Expect(page.Headline("Your seats are confirmed")).ToBeVisibleAsync();
        await Expect(page.Locator(".ticket .reference")).ToBeVisibleAsync();
        await TabToAsync(page, ".ticket-actions a");
    }

    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desktop)]
    public async Task Steward_scans_corrects_the_number_and_undoes_the_check_in_by_keyboard(int width)
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        var party = new AReservation().For(await app.AddAsync(app.APerformanceTonight())).OfParty(5).CreatedAt(app.Now).Confirmed(app.Now).Build();
        var code = app.Address + VisitorSteps.CheckInPath(await app.AddTicketAsync(party));
        await using var stewards = await chromium.WithoutScriptAsync(width);
        var page = await stewards.NewPageAsync();
        await page.GotoAsync(app.Address + "/staff/login?returnUrl=/staff/check-in");
        await TypeAsync(page, "#Email", "door@bookingflow.example");
        await TypeAsync(page, "#Password", DemoSeason.StaffPassword);
        Assert.Equal(200, await page.NavigateAsync(() => page.Keyboard.PressAsync("Enter")));

        Assert.Equal(200, await page.ScanAsync(code));
        Assert.Equal(200, await EnterAsync(page, "button[name='People'][value='3']"));
        Assert.Equal(3, await app.Database.ReadAsync(db => db.CheckIns.Select(c => c.People).SingleAsync()));

        Assert.Equal(200, await EnterAsync(page, $".last-scan a[href$='/{party.Id}']"));
        Assert.Equal(200, await EnterAsync(page, "main a[href$='/undo']"));
        await TypeAsync(page, "#Reason", "It was the other party");
        Assert.Equal(200, await EnterAsync(page, "main form button"));
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Theory]
    [InlineData("/", ".button")]
    [InlineData("/staff/login", ".button")]
    public async Task Reduced_motion_and_forced_colors_are_respected(string path, string button)
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.AddAsync(app.APerformanceTonight());
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await visitors.NewPageAsync();
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce, ForcedColors = ForcedColors.Active });
        await page.GotoAsync(app.Address + path);

        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("*")]
                .filter(e => getComputedStyle(e).animationName !== "none" || parseFloat(getComputedStyle(e).transitionDuration) > 0)
                .map(e => e.outerHTML)
            """));
        // Forced colors remove the background, so only the border shows that this is a button.
        await Expect(page.Locator(button).First).ToHaveCSSAsync("border-top-style", "solid");
    }

    [Theory]
    [InlineData(200, "Admit")]
    [InlineData(409, "Already checked in")]
    [InlineData(404, "Not our ticket")]
    public async Task Check_in_outcome_is_readable_with_forced_colors(int status, string headline)
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        var party = new AReservation().For(await app.AddAsync(app.APerformanceTonight())).CreatedAt(app.Now).Confirmed(app.Now).Build();
        var code = app.Address + VisitorSteps.CheckInPath(await app.AddTicketAsync(party));
        await using var stewards = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await stewards.NewPageAsync();
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await page.GotoAsync(app.Address + "/staff/login?returnUrl=/staff/check-in");
        await page.SignInAsync();
        if (status == 409)
        {
            await page.ScanAsync(code);
        }

        Assert.Equal(status, await page.ScanAsync(status == 404 ? "muller" : code));
        await Expect(page.Headline(headline)).ToBeVisibleAsync();
        Assert.Equal("", await page.EvaluateAsync<string>(
            """
            () => {
                const outcome = document.querySelector(".outcome"), symbol = getComputedStyle(outcome.querySelector(".outcome-symbol"));
                const canvas = getComputedStyle(outcome), behind = canvas.backgroundColor;
                if (symbol.stroke === behind) return "The symbol has the colour of its background: " + behind;
                if (canvas.color === behind) return "The text has the colour of its background: " + behind;
                return parseFloat(canvas.borderTopWidth) >= 3 ? "" : "The outcome has no border.";
            }
            """));
    }

    private static async Task TypeAsync(IPage page, string selector, string value)
    {
        await TabToAsync(page, selector);
        await page.Keyboard.TypeAsync(value);
    }

    /// <summary>Moves the focus to a link or button and presses Enter.</summary>
    /// <returns>The status code of the page that follows.</returns>
    private static async Task<int> EnterAsync(IPage page, string selector)
    {
        await TabToAsync(page, selector);
        return await page.NavigateAsync(() => page.Keyboard.PressAsync("Enter"));
    }

    /// <summary>Presses Tab until an element has the focus, and asserts that every stop on the way is visible. Fails after 100 stops.</summary>
    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("", await page.EvaluateAsync<string>(FocusProblem));
            if (await page.Locator($":is({selector}):focus").CountAsync() > 0)
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} cannot be reached with the Tab key.");
    }
}
