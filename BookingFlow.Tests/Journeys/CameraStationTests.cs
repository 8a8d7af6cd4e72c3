using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>The camera station with a network, in a real browser whose camera sees a film of tickets.</summary>
public sealed class CameraStationTests(ChromiumBrowser chromium)
{
    [Theory]
    [InlineData(ChromiumBrowser.Phone, 844)]
    [InlineData(844, ChromiumBrowser.Phone)]
    public async Task Tickets_before_the_camera_are_admitted_once_without_a_touch(int width, int height)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var (ada, grace) = (await TicketAsync(app, tonight, "Ada Lovelace"), await TicketAsync(app, tonight, "Grace Hopper", people: 1));
        // The film begins again, so that each ticket is seen a second time after a while.
        using var film = CameraFilm.Of([ada.Code, grace.Code, "https://elsewhere.example/menu", null, null, null]);
        await using var station = await CameraStation.OpenAsync(app, film, tonight, width: width, height: height);

        await station.WaitForScanAsync("Admit · 2 people · Ada Lovelace");
        await station.WaitForScanAsync("Admit · 1 person · Grace Hopper");
        await station.WaitForScanAsync("Not our code");
        await station.WaitForScanAsync("Already checked in · Ada Lovelace");
        await station.WaitForScanAsync("Already checked in · Grace Hopper");

        await Expect(station.Page.Locator("#arrived")).ToHaveTextAsync("3");
        Assert.Equal(2, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
        Assert.Equal(2, await app.Database.ReadAsync(db => db.ScanEvents.CountAsync(e => e.Outcome == ScanOutcome.Admitted)));
    }

    [Fact]
    public async Task Part_of_a_party_is_admitted_and_then_the_rest()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var zoe = await TicketAsync(app, tonight, "Zoë Müller", people: 5);
        await using var station = await CameraStation.OpenWithoutCameraAsync(app, chromium, tonight);

        await station.FindAsync(zoe.Reference);
        await Expect(station.Outcome).ToHaveTextAsync("How many?");
        await station.Page.Button("Check in 3 people").ClickAsync();
        await station.WaitForScanAsync("Admit · 3 people");

        await station.FindAsync(zoe.Reference);
        await Expect(station.Page.Locator("#outcome-what")).ToContainTextAsync("3 of 5 checked in");
        await Expect(station.Page.Button("Check in 3 people")).ToHaveCountAsync(0);
        await station.Page.Button("Check in 2 people").ClickAsync();
        await station.WaitForScanAsync("Admit · 2 people");
        Assert.Equal(5, await app.Database.ReadAsync(db => db.CheckIns.Select(c => c.People).SingleAsync()));
    }

    [Fact]
    public async Task Other_doors_arrivals_are_known_within_seconds()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var ada = await TicketAsync(app, tonight, "Ada Lovelace");
        await using var station = await CameraStation.OpenWithoutCameraAsync(app, chromium, tonight);
        await Expect(station.Page.Locator("#arrived")).ToHaveTextAsync("0");

        using var otherDoor = await app.StaffAsync();
        var form = await otherDoor.OpenAsync("/staff/check-in");
        Assert.Equal(200, (await otherDoor.SubmitAsync(form, "form.scan", ("Code", ada.Code))).Status);

        // Playwright waits for five seconds, the time that the station has for it.
        await Expect(station.Page.Locator("#arrived")).ToHaveTextAsync("2");
        station.Cable.Cut();
        await station.FindAsync(ada.Reference);
        await Expect(station.Outcome).ToHaveTextAsync("Already checked in", new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task Without_a_camera_or_permission_or_HTTPS_the_page_says_so_and_leads_to_the_scan_station()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        await app.AddAsync(app.APerformanceTonight());
        await using var browser = await chromium.WithScriptAsync(ChromiumBrowser.Phone);
        var page = await browser.NewPageAsync();
        foreach (var (address, permission, problem) in new[]
        {
            (app.Address, (string?)"NotFoundError", "No camera found"), (app.Address, "NotAllowedError", "The camera is blocked"),
            (app.Address, "NotReadableError", "The camera is in use"),
            (app.Address.Replace("127.0.0.1", "door.theatre.example", StringComparison.Ordinal), null, "No camera without HTTPS"),
        })
        {
            if (permission is not null)
            {
                await page.AddInitScriptAsync(
                    $"if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{permission}'); }};");
            }

            await page.GotoAsync(address + "/staff/check-in/camera");
            if (page.Url.Contains("/staff/login", StringComparison.Ordinal))
            {
                Assert.Equal(200, await page.SignInAsync());
            }

            if (await page.Locator(".camera-choices a").CountAsync() > 0)
            {
                await page.FollowAsync(page.Locator(".camera-choices a").First);
            }

            await Expect(page.Headline(problem)).ToBeVisibleAsync();
            Assert.Equal(200, await page.FollowAsync(page.Link("Go to the check-in page without a camera")));
            await Expect(page.GetByLabel("Scan a ticket")).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task The_page_names_its_scripts_by_a_nonce_and_lets_no_other_run()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.AddAsync(app.APerformanceTonight());
        using var steward = await app.StaffAsync();

        var page = await steward.OpenAsync("/staff/check-in/camera");

        Assert.Equal(200, page.Status);
        var script = Assert.Single(page.Document.QuerySelectorAll("script[src]"));
        var policy = page.Header("Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries);
        Assert.Contains($"script-src 'wasm-unsafe-eval' 'nonce-{script.GetAttribute("nonce")}'", policy);
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("camera=self", page.Header("Permissions-Policy").Replace(" ", "", StringComparison.Ordinal).Split(','));
        var other = await steward.OpenAsync("/staff/check-in");
        Assert.Contains("camera=()", other.Header("Permissions-Policy").Replace(" ", "", StringComparison.Ordinal).Split(','));
        Assert.Empty(other.Document.QuerySelectorAll("script"));
    }

    [Fact]
    public async Task Accessibility_scan_finds_no_violation_with_an_outcome_a_question_or_without_a_network()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var ada = await TicketAsync(app, tonight, "Ada Lovelace");
        using var film = CameraFilm.Of([null]);
        await using var station = await CameraStation.OpenAsync(app, film, tonight, bypassesPolicy: true);
        await AccessibilityScan.LoadAsync(station.Page);
        Assert.Empty(await AccessibilityScan.FindViolationsAsync(station.Page));

        await station.FindAsync(ada.Reference);
        await Expect(station.Outcome).ToHaveTextAsync("How many?");
        Assert.Empty(await AccessibilityScan.FindViolationsAsync(station.Page));
        // By keyboard alone: from the search on, the first button admits all.
        await station.Page.Button("Check in 2 people").FocusAsync();
        await station.Page.Keyboard.PressAsync("Enter");
        await Expect(station.Outcome).ToHaveTextAsync("Admit");
        await Expect(station.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Admit");
        Assert.Empty(await AccessibilityScan.FindViolationsAsync(station.Page));

        station.Cable.Cut();
        await Expect(station.Connection).ToContainTextAsync("Offline", new() { Timeout = 15_000 });
        Assert.Empty(await AccessibilityScan.FindViolationsAsync(station.Page));
        await station.Page.SetViewportSizeAsync(ChromiumBrowser.SmallPhone, 844);
        Assert.Equal(
            ChromiumBrowser.SmallPhone, await station.Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, innerWidth)"));
    }

    /// <summary>Transferred bytes of the page, its scripts, and the reader in WebAssembly.</summary>
    [Fact]
    public async Task The_page_with_everything_weighs_less_than_a_megabyte()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var ada = await TicketAsync(app, tonight, "Ada Lovelace");
        using var film = CameraFilm.Of([ada.Code]);
        await using var station = await CameraStation.OpenAsync(app, film, tonight);
        await station.WaitForScanAsync("Ada Lovelace");

        var loaded = await station.Page.EvaluateAsync<Dictionary<string, int>>(
            """
            () => Object.fromEntries(performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
              .filter(entry => !/\/(list|arrivals|records)\b/.test(entry.name)).map(entry => [entry.name, entry.encodedBodySize]))
            """);

        Assert.Contains(loaded, file => file.Key.EndsWith(".wasm", StringComparison.Ordinal) && file.Value > 0);
        Assert.InRange(loaded.Values.Sum(), 100_000, 1_000_000);
    }

    private static async Task<(string Code, string Reference)> TicketAsync(BookingFlowApp app, Performance performance, string name, int people = 2)
    {
        var party = new AReservation().For(performance).Named(name).OfParty(people).CreatedAt(app.Now).Confirmed(app.Now).Build();
        return (app.Address + VisitorSteps.CheckInPath(await app.AddTicketAsync(party)), party.Reference);
    }
}
