using BookingFlow.Tests.Domain.Door;
using BookingFlow.Web.Data.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>Check-in at the door: scan station, phone camera, partial parties and two stewards, in a real browser without script.</summary>
public sealed class DoorCheckInTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Scanner_checks_in_several_tickets_without_a_touch_of_the_screen()
    {
        await using var app = await StartAsync();
        var (atThisDoor, inOtherRoom) = (
            await app.AddAsync(app.APerformanceTonight()), await app.AddAsync(app.APerformanceTonight().In(new ARoom().Named("The Attic").Build())));
        var (first, second, otherRoom) = (
            await TicketAsync(app, atThisDoor, "Ada Lovelace"), await TicketAsync(app, atThisDoor, "Grace Hopper"),
            await TicketAsync(app, inOtherRoom, "Emmy Noether"));
        await using var browser = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var station = await StationAsync(app, browser);
        await station.GetByLabel("Door name").FillAsync("Main entrance");
        await station.GetByLabel("Performance at this door").SelectOptionAsync($"{atThisDoor.Id}");
        Assert.Equal(200, await station.FollowAsync(station.Button("Save door settings")));

        foreach (var (code, status, headline) in new[]
        {
            (first, 200, "Admit"), (second, 200, "Admit"), (otherRoom, 409, "Wrong performance"), (first, 409, "Already checked in"),
            ("https://elsewhere.example/menu", 404, "Not our code"), ("muller", 404, "Not our ticket"),
        })
        {
            Assert.Equal(status, await station.ScanAsync(code));
            await Expect(station.Headline(headline)).ToBeInViewportAsync(new() { Ratio = 1 });
            await Expect(station.GetByLabel("Scan a ticket")).ToBeFocusedAsync();
            await Expect(station.GetByLabel("Scan a ticket")).ToBeInViewportAsync(new() { Ratio = 1 });
        }

        await Expect(station.Locator(".last-scan")).ToHaveCountAsync(6);
        await Expect(station.Locator(".door-count-arrived")).ToHaveTextAsync("4");
        await Expect(station.Link("Find “muller” in tonight’s parties")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Scanner_on_another_keyboard_checks_in_and_the_station_says_so_once()
    {
        await using var app = await StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var italian = ComputerKeyboard.Named("windows it off");
        await using var browser = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var station = await StationAsync(app, browser);
        var note = station.GetByRole(AriaRole.Note);

        Assert.Equal(200, await station.ScanAsync(italian.Type(await TicketAsync(app, tonight, "Ada Lovelace"))));
        await Expect(station.Headline("Admit")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(note).ToContainTextAsync("set this computer’s keyboard to English (US)");

        Assert.Equal(200, await station.ScanAsync(italian.Type(await TicketAsync(app, tonight, "Grace Hopper"))));
        await Expect(station.Headline("Admit")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(note).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("Enter", "Enter")]
    [InlineData("Tab", "Enter")]
    public async Task Scanner_that_ends_with_two_keys_leaves_the_outcome_on_the_screen(string first, string second)
    {
        await using var app = await StartAsync();
        var code = await TicketAsync(app, await app.AddAsync(app.APerformanceTonight()), "Ada Lovelace");
        await using var browser = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var station = await StationAsync(app, browser);

        var submitted = new List<string>();
        station.Request += (_, request) => submitted.Add($"{request.PostData}&");

        await station.Keyboard.TypeAsync(code);
        await station.Keyboard.PressAsync(first);
        await station.Keyboard.PressAsync(second);
        await Expect(station.Headline("Admit")).ToBeVisibleAsync();

        // The second key may also arrive when the outcome is already shown.
        await station.Keyboard.PressAsync("Enter");
        Assert.Equal(409, await station.ScanAsync(code));
        Assert.Contains(submitted, form => form.Contains("Code=http", StringComparison.Ordinal));
        Assert.DoesNotContain(submitted, form => form.Contains("Code=&", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Phone_camera_opens_the_party_and_one_tap_checks_it_in()
    {
        await using var app = await StartAsync();
        var code = await TicketAsync(app, await app.AddAsync(app.APerformanceTonight()), "Ada Lovelace");
        await using var phone = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await phone.NewPageAsync();
        await page.GotoAsync(code);
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Ada");
        Assert.Equal(200, await page.FollowAsync(page.Link("sign in")));
        Assert.Equal(200, await page.SignInAsync());
        await Expect(page.Headline("Ada Lovelace")).ToBeVisibleAsync();

        var button = page.Button("Check in 2 people");
        await Expect(button).ToBeInViewportAsync(new() { Ratio = 1 });
        var box = (await button.BoundingBoxAsync())!;
        Assert.True(box.Height >= 64, "The button is too small for a thumb.");
        Assert.InRange(box.Y + box.Height, 844 - 40, 844);

        Assert.Equal(200, await page.FollowAsync(button));
        await Expect(page.Headline("Admit")).ToBeInViewportAsync();

        // The camera opens each code in a new tab, which shares the session.
        var next = await phone.NewPageAsync();
        Assert.Equal(409, (await next.GotoAsync(code))!.Status);
        await Expect(next.Headline("Already checked in")).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [Fact]
    public async Task Party_of_five_is_checked_in_in_three_parts()
    {
        await using var app = await StartAsync();
        var code = await TicketAsync(app, await app.AddAsync(app.APerformanceTonight()), "Zoë Müller", people: 5);
        await using var browser = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var phone = await StationAsync(app, browser);
        await phone.GotoAsync(code);
        Assert.Equal(200, await phone.FollowAsync(phone.Button("Check in 3 people")));
        await Expect(phone.Locator(".outcome")).ToContainTextAsync("3 of 5 checked in, 2 still to come");

        // The remaining two are checked in one by one at the scan station, with the same ticket.
        await phone.GotoAsync(app.Address + "/staff/check-in");
        Assert.Equal(409, await phone.ScanAsync(code));
        await Expect(phone.Locator(".outcome")).ToContainTextAsync("2 still to come");
        await Expect(phone.Button("Check in 1 more person")).ToBeInViewportAsync();
        Assert.Equal(200, await phone.FollowAsync(phone.Button("Check in 1 more person")));
        await Expect(phone.Locator(".outcome")).ToContainTextAsync("4 of 5 checked in, 1 still to come");
        Assert.Equal(409, await phone.ScanAsync(code));
        Assert.Equal(200, await phone.FollowAsync(phone.Button("Check in 1 more person")));
        await Expect(phone.Locator(".outcome")).ToContainTextAsync("5 of 5 checked in");
        Assert.Equal(409, await phone.ScanAsync(code));
        await Expect(phone.Button("more")).ToHaveCountAsync(0);
        Assert.Equal(5, await app.Database.ReadAsync(db => db.CheckIns.Select(c => c.People).SingleAsync()));
    }

    [Fact]
    public async Task Two_parallel_scans_of_a_ticket_admit_the_party_once()
    {
        await using var app = await StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        await using var firstBrowser = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        await using var secondBrowser = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var (first, second) = (await StationAsync(app, firstBrowser), await StationAsync(app, secondBrowser, "boxoffice@bookingflow.example"));
        for (var i = 0; i < 5; i++)
        {
            var code = await TicketAsync(app, tonight, $"Party {i}");
            Assert.Equal([200, 409], (await Task.WhenAll(first.ScanAsync(code), second.ScanAsync(code))).Order());
        }

        Assert.Equal(5, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
        Assert.Equal(5, await app.Database.ReadAsync(db => db.ScanEvents.CountAsync(e => e.Outcome == ScanOutcome.AlreadyCheckedIn)));
    }

    // The demo season is loaded for its staff accounts only.
    private static Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));

    /// <summary>Signs in and opens the scan station.</summary>
    private static async Task<IPage> StationAsync(BookingFlowApp app, IBrowserContext browser, string email = "door@bookingflow.example")
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(app.Address + "/staff/login?returnUrl=/staff/check-in");
        Assert.Equal(200, await page.SignInAsync(email, DemoSeason.StaffPassword));
        await Expect(page.GetByLabel("Scan a ticket")).ToBeFocusedAsync();
        return page;
    }

    /// <summary>Stores a confirmed reservation and returns the URL in the QR code of its ticket.</summary>
    private static async Task<string> TicketAsync(BookingFlowApp app, Performance performance, string name, int people = 2) =>
        app.Address + VisitorSteps.CheckInPath(
            await app.AddTicketAsync(new AReservation().For(performance).Named(name).OfParty(people).CreatedAt(app.Now).Confirmed(app.Now).Build()));
}
