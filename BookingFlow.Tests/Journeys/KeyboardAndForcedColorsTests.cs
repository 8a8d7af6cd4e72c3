using BookingFlow.Web.Data.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>Tab, Enter and letters, and nothing else; at each stop the eye finds where one is.</summary>
public sealed class KeyboardAndForcedColorsTests(ChromiumBrowser chromium)
{
    private const string WhereAmI =
        """
        () => {
            const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
            if (at === document.body) return "";
            if ((style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) && style.boxShadow === "none") return "Nothing shows the focus on " + at.outerHTML;
            if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return "Outside the screen is " + at.outerHTML;
            return "";
        }
        """;

    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desk)]
    public async Task A_visitor_comes_from_the_list_to_the_ticket(int width)
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
        Assert.Equal("", await page.EvaluateAsync<string>(WhereAmI));
        await TabToAsync(page, ".error-summary a");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#Email")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("ada@visitors.example");
        // Enter in a field sends the form, too.
        Assert.Equal(200, await page.LeadsToAsync(() => page.Keyboard.PressAsync("Enter")));

        await page.GotoAsync(app.Address + await app.MailedLinkAsync());
        Assert.Equal(200, await EnterAsync(page, "main form button"));
        await Expect(page.Headline("Your seats are confirmed")).ToBeVisibleAsync();
        await Expect(page.Locator(".ticket .reference")).ToBeVisibleAsync();
        await TabToAsync(page, ".ticket-actions a");
    }

    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desk)]
    public async Task A_steward_scans_lets_part_of_a_party_in_and_undoes_it(int width)
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        var party = new AReservation().For(await app.AddAsync(app.APerformanceTonight())).OfParty(5).CreatedAt(app.Now).Confirmed(app.Now).Build();
        var code = app.Address + Story.CheckInPath(await app.StoredTicketAsync(party));
        await using var stewards = await chromium.WithoutScriptAsync(width);
        var page = await stewards.NewPageAsync();
        await page.GotoAsync(app.Address + "/staff/login?returnUrl=/staff/check-in");
        await TypeAsync(page, "#Email", "door@bookingflow.example");
        await TypeAsync(page, "#Password", DemoSeason.StaffPassword);
        Assert.Equal(200, await page.LeadsToAsync(() => page.Keyboard.PressAsync("Enter")));

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
    public async Task Whoever_chose_colours_and_stillness_for_the_whole_machine_keeps_them(string path, string button)
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.AddAsync(app.APerformanceTonight());
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await visitors.NewPageAsync();
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce, ForcedColors = ForcedColors.Active });
        await page.GotoAsync(app.Address + path);

        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("*")].filter(e => getComputedStyle(e).animationName !== "none" || parseFloat(getComputedStyle(e).transitionDuration) > 0).map(e => e.outerHTML)
            """));
        // Without its own colours a button is known by its border.
        await Expect(page.Locator(button).First).ToHaveCSSAsync("border-top-style", "solid");
    }

    [Theory]
    [InlineData(200, "Admit")]
    [InlineData(409, "Already checked in")]
    [InlineData(404, "Not our ticket")]
    public async Task At_the_door_words_and_a_symbol_tell_it_where_there_are_no_colours(int status, string word)
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        var party = new AReservation().For(await app.AddAsync(app.APerformanceTonight())).CreatedAt(app.Now).Confirmed(app.Now).Build();
        var code = app.Address + Story.CheckInPath(await app.StoredTicketAsync(party));
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
        await Expect(page.Headline(word)).ToBeVisibleAsync();
        Assert.Equal("", await page.EvaluateAsync<string>(
            """
            () => {
                const outcome = document.querySelector(".outcome"), symbol = getComputedStyle(outcome.querySelector(".outcome-symbol"));
                const canvas = getComputedStyle(outcome), behind = canvas.backgroundColor;
                if (symbol.stroke === behind) return "The symbol has the colour of what is behind it: " + behind;
                if (canvas.color === behind) return "The words have the colour of what is behind them: " + behind;
                return parseFloat(canvas.borderTopWidth) >= 3 ? "" : "Nothing frames the answer.";
            }
            """));
    }

    private static async Task TypeAsync(IPage page, string field, string value)
    {
        await TabToAsync(page, field);
        await page.Keyboard.TypeAsync(value);
    }

    private static async Task<int> EnterAsync(IPage page, string where)
    {
        await TabToAsync(page, where);
        return await page.LeadsToAsync(() => page.Keyboard.PressAsync("Enter"));
    }

    private static async Task TabToAsync(IPage page, string where)
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("", await page.EvaluateAsync<string>(WhereAmI));
            if (await page.Locator($":is({where}):focus").CountAsync() > 0)
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"By Tab alone nobody comes to {where}.");
    }
}
