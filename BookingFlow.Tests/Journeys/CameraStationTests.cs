using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>The camera station with a network, in a real browser whose camera sees a film of tickets.</summary>
public sealed class CameraStationTests(ChromiumBrowser chromium, CameraStationApp program) : IClassFixture<CameraStationApp>
{
    private readonly BookingFlowApp _app = program.App;

    [Theory]
    [InlineData(ChromiumBrowser.Phone, 844)]
    [InlineData(844, ChromiumBrowser.Phone)]
    public async Task Tickets_before_the_camera_are_admitted_once_without_a_touch(int width, int height)
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        var (ada, grace) = (await TicketAsync(tonight, "Ada Lovelace"), await TicketAsync(tonight, "Grace Hopper", people: 1));
        // The film begins again, so that each ticket is seen a second time after a while.
        using var film = CameraFilm.Of([ada.Code, grace.Code, "https://elsewhere.example/menu", null, null, null], seconds: 0.6);
        await using var station = await CameraStation.OpenAsync(_app, film, tonight, width: width, height: height);

        await station.WaitForScanAsync("Admit · 2 people · Ada Lovelace");
        await station.WaitForScanAsync("Admit · 1 person · Grace Hopper");
        await station.WaitForScanAsync("Not our code");
        await station.WaitForScanAsync("Already checked in · Ada Lovelace");
        await station.WaitForScanAsync("Already checked in · Grace Hopper");

        await Expect(station.Page.Locator("#arrived")).ToHaveTextAsync("3");
        Assert.Equal(2, await _app.Database.ReadAsync(db => db.CheckIns.CountAsync(c => c.Reservation.PerformanceId == tonight.Id)));
        Assert.Equal(2, await _app.Database.ReadAsync(db => db.ScanEvents.CountAsync(
            e => e.PerformanceId == tonight.Id && e.Outcome == ScanOutcome.Admitted)));
    }

    [Fact]
    public async Task Part_of_a_party_is_admitted_and_then_the_rest()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        var zoe = await TicketAsync(tonight, "Zoë Müller", people: 5);
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, tonight);

        await station.FindAsync(zoe.Reference);
        await Expect(station.Outcome).ToHaveTextAsync("How many?");
        await station.Page.Button("Check in 3 people").ClickAsync();
        await station.WaitForScanAsync("Admit · 3 people");

        await station.FindAsync(zoe.Reference);
        await Expect(station.Page.Locator("#outcome-what")).ToContainTextAsync("3 of 5 checked in");
        await Expect(station.Page.Button("Check in 3 people")).ToHaveCountAsync(0);
        await station.Page.Button("Check in 2 people").ClickAsync();
        await station.WaitForScanAsync("Admit · 2 people");
        var checkIn = await _app.Database.ReadAsync(db => db.CheckIns.SingleAsync(c => c.Reservation.PerformanceId == tonight.Id));
        Assert.Equal(5, checkIn.People);
    }

    [Fact]
    public async Task Other_doors_arrivals_are_known_within_seconds()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        var ada = await TicketAsync(tonight, "Ada Lovelace");
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, tonight, prepare: context => context.AddInitScriptAsync(
            """
            globalThis.delays = [];
            const wait = setTimeout;
            globalThis.setTimeout = (act, delay) => { delays.push(delay); return wait(act, delay); };
            """));
        await Expect(station.Page.Locator("#arrived")).ToHaveTextAsync("0");
        // The only timer is that of the next question; the fifth second is for the answer.
        var delays = await station.Page.EvaluateAsync<int[]>("() => delays");
        Assert.NotEmpty(delays);
        Assert.All(delays, delay => Assert.InRange(delay, 1, 4000));

        using var otherDoor = await _app.StaffAsync();
        Assert.Equal(303, (await otherDoor.SubmitAsync(
            await otherDoor.OpenAsync("/staff/check-in"), "form.door-choice", ("DoorOf", $"{tonight.Id}"))).Status);
        var form = await otherDoor.OpenAsync("/staff/check-in");
        Assert.Equal(200, (await otherDoor.SubmitAsync(form, "form.scan", ("Code", ada.Code))).Status);

        await Expect(station.Page.Locator("#arrived")).ToHaveTextAsync("2", new() { Timeout = 15_000 });
        station.Cable.Cut();
        await station.FindAsync(ada.Reference);
        await Expect(station.Outcome).ToHaveTextAsync("Already checked in", new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task Without_a_camera_or_permission_or_HTTPS_the_page_says_so_and_leads_to_the_scan_station()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        var steward = await _app.AddStaffAsync(StaffRoles.Door);
        await using var browser = await chromium.WithScriptAsync(ChromiumBrowser.Phone);
        var page = await browser.NewPageAsync();
        foreach (var (address, permission, problem) in new[]
        {
            (_app.Address, (string?)"NotFoundError", "No camera found"), (_app.Address, "NotAllowedError", "The camera is blocked"),
            (_app.Address, "NotReadableError", "The camera is in use"),
            (_app.Address.Replace("127.0.0.1", "door.theatre.example", StringComparison.Ordinal), null, "No camera without HTTPS"),
        })
        {
            if (permission is not null)
            {
                await page.AddInitScriptAsync(
                    $"if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{permission}'); }};");
            }

            await page.GotoAsync($"{address}/staff/check-in/camera?performance={tonight.Id}");
            if (page.Url.Contains("/staff/login", StringComparison.Ordinal))
            {
                Assert.Equal(200, await page.SignInAsync(steward.Email!, BookingFlowApp.StaffPassword));
            }

            await Expect(page.Headline(problem)).ToBeVisibleAsync();
            Assert.Equal(200, await page.FollowAsync(page.Link("Go to the check-in page without a camera")));
            await Expect(page.GetByLabel("Scan a ticket")).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task The_page_names_its_scripts_by_a_nonce_and_lets_no_other_run()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        using var steward = await _app.StaffAsync();

        var page = await steward.OpenAsync($"/staff/check-in/camera?performance={tonight.Id}");

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
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        var ada = await TicketAsync(tonight, "Ada Lovelace");
        using var film = CameraFilm.Of([null]);
        await using var station = await CameraStation.OpenAsync(_app, film, tonight, bypassesPolicy: true);
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

        await station.GoOfflineAsync();
        Assert.Empty(await AccessibilityScan.FindViolationsAsync(station.Page));
        await station.Page.SetViewportSizeAsync(ChromiumBrowser.SmallPhone, 844);
        Assert.Equal(
            ChromiumBrowser.SmallPhone, await station.Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, innerWidth)"));
    }

    /// <summary>Two tickets on one sheet or screen; read by the browser, where it can.</summary>
    [Fact]
    public async Task Two_codes_in_one_picture_are_each_scanned_once_without_loading_the_reader_in_WebAssembly()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        var (ada, grace) = (await TicketAsync(tonight, "Ada Lovelace"), await TicketAsync(tonight, "Grace Hopper"));
        await using var station = await CameraStation.OpenWithoutCameraAsync(
            _app, chromium, tonight, prepare: context => StubCamera.AddAsync(context, [ada.Code, grace.Code]));
        await station.WaitForScanAsync("Ada Lovelace");
        await station.WaitForScanAsync("Grace Hopper");

        await station.Page.EvaluateAsync("() => { pictures = 0; }");
        await station.Page.WaitForFunctionAsync("() => pictures > 5");

        await Expect(station.Log).ToHaveCountAsync(2);
        Assert.Equal(2, await _app.Database.ReadAsync(db => db.ScanEvents.CountAsync(e => e.PerformanceId == tonight.Id)));
        Assert.Equal(0, await station.Page.EvaluateAsync<int>(
            "() => performance.getEntriesByType('resource').filter(file => /\\.wasm$|ponyfill/.test(file.name)).length"));
    }

    [Fact]
    public async Task Light_is_switched_and_another_camera_is_chosen_and_remembered()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        await using var station = await CameraStation.OpenWithoutCameraAsync(
            _app, chromium, tonight, prepare: context => StubCamera.AddAsync(context, []));
        var light = station.Page.Button("Light");
        await light.ClickAsync();
        await Expect(light).ToHaveAttributeAsync("aria-pressed", "true");
        await light.ClickAsync();
        Assert.Equal("true,false", await station.Page.EvaluateAsync<string>("() => `${torch}`"));

        await station.Page.GetByLabel("Camera", new() { Exact = true }).SelectOptionAsync("Front camera");
        await Expect(station.Page.GetByLabel("Camera", new() { Exact = true })).ToHaveValueAsync("front");
        Assert.Equal(["environment", "front"], await station.Page.EvaluateAsync<string[]>("() => asked"));
        await station.ReopenAsync();
        Assert.Equal(["front"], await station.Page.EvaluateAsync<string[]>("() => asked"));

        // Unplugged: the camera at the back is tried, which there is none of.
        await station.Page.EvaluateAsync("() => { globalThis.cameraIsGone = true; track.dispatchEvent(new Event('ended')); }");
        await Expect(station.Page.Headline("No camera found")).ToBeVisibleAsync();
        await station.Page.EvaluateAsync("() => { globalThis.cameraIsGone = false; }");
        await station.Page.Button("Try again").ClickAsync();
        await Expect(station.Page.Locator("#camera-view")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Sound_and_vibration_are_given_until_they_are_switched_off()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        var (ada, grace) = (await TicketAsync(tonight, "Ada Lovelace", people: 1), await TicketAsync(tonight, "Grace Hopper", people: 1));
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, tonight, prepare: async context =>
        {
            await StubCamera.AddAsync(context, []);
            await context.AddInitScriptAsync(
                """
                globalThis.given = [];
                navigator.vibrate = () => given.push('vibration');
                const start = OscillatorNode.prototype.start;
                OscillatorNode.prototype.start = function (at) { given.push('sound'); start.call(this, at); };
                const resume = AudioContext.prototype.resume;
                AudioContext.prototype.resume = function () { return resume.call(this).then(() => { globalThis.canSound = true; }); };
                """);
        });
        // Browsers are silent before the first touch.
        await station.Page.Mouse.ClickAsync(1, 1);
        await station.Page.WaitForFunctionAsync("() => globalThis.canSound");

        await station.Page.EvaluateAsync("code => { codes = [code]; }", ada.Code);
        await station.WaitForScanAsync("Ada Lovelace");
        // An answer that has taken long has two notes.
        var given = await station.Page.EvaluateAsync<string[]>("() => given");
        Assert.Equal(["sound", "vibration"], given.Distinct().Order());

        await station.Page.Button("Sound").ClickAsync();
        await station.Page.Button("Vibration").ClickAsync();
        await station.Page.EvaluateAsync("code => { codes = [code]; }", grace.Code);
        await station.WaitForScanAsync("Grace Hopper");
        Assert.Equal(given.Length, await station.Page.EvaluateAsync<int>("() => given.length"));
        await station.ReopenAsync();
        await Expect(station.Page.Button("Sound")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    /// <summary>The browser ends a screen lock when another app comes to the front.</summary>
    [Fact]
    public async Task Screen_stays_on_while_the_camera_runs_also_after_another_app_was_in_front()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, tonight, prepare: async context =>
        {
            await StubCamera.AddAsync(context, []);
            await context.AddInitScriptAsync(
                """
                globalThis.locks = 0;
                Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => { locks++; } } });
                """);
        });
        Assert.Equal(1, await LocksAsync());

        await ShowAgainAsync();
        Assert.Equal(2, await LocksAsync());

        await station.Page.EvaluateAsync("() => { globalThis.cameraIsGone = true; track.dispatchEvent(new Event('ended')); }");
        await Expect(station.Page.Headline("No camera found")).ToBeVisibleAsync();
        await ShowAgainAsync();
        Assert.Equal(2, await LocksAsync());

        Task ShowAgainAsync() => station.Page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        Task<int> LocksAsync() => station.Page.EvaluateAsync<int>("() => locks");
    }

    [Fact]
    public async Task Camera_that_gives_no_picture_does_not_keep_the_station_from_starting()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        var ada = await TicketAsync(tonight, "Ada Lovelace");
        // It waits until the page says that it has started.
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, tonight, prepare: context => context.AddInitScriptAsync(
            "navigator.mediaDevices.getUserMedia = async () => new MediaStream();"));

        await station.FindAsync(ada.Reference);

        await Expect(station.Outcome).ToHaveTextAsync("How many?");
    }

    [Fact]
    public async Task Reader_that_cannot_be_loaded_is_told_and_loaded_again()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, tonight, prepare: async context =>
        {
            await StubCamera.AddAsync(context, [], hasReader: false);
            // A service worker would have kept it.
            await context.AddInitScriptAsync(
                "Object.defineProperty(navigator, 'serviceWorker', { value: { register: async () => undefined, ready: Promise.resolve() } });");
            await context.RouteAsync("**/vendor/ponyfill.js", route => route.AbortAsync());
        });
        await Expect(station.Page.Headline("The camera cannot read codes")).ToBeVisibleAsync();

        await station.Page.Context.UnrouteAllAsync();
        await station.Page.ReloadAsync();

        await Expect(station.Page.Locator("#camera-view")).ToBeVisibleAsync();
        await Expect(station.Page.Headline("The camera cannot read codes")).ToBeHiddenAsync();
    }

    /// <summary>Bytes on the network for the page, its scripts, the reader in WebAssembly, and what the service worker keeps.</summary>
    [Fact]
    public async Task The_page_with_everything_weighs_less_than_a_megabyte()
    {
        var tonight = await _app.AddAsync(_app.APerformanceTonight());
        var ada = await TicketAsync(tonight, "Ada Lovelace");
        using var film = CameraFilm.Of([ada.Code]);
        await using var station = await CameraStation.OpenAsync(_app, film, tonight);
        await station.WaitForScanAsync("Ada Lovelace");

        Assert.EndsWith(".wasm", await station.Page.EvaluateAsync<string>(
            "() => performance.getEntriesByType('resource').map(file => file.name).find(name => name.endsWith('.wasm'))"), StringComparison.Ordinal);
        // With the sign-in page and what the service worker keeps.
        Assert.InRange(station.Cable.Received, 100_000, 1_000_000);
    }

    private async Task<(string Code, string Reference)> TicketAsync(Performance performance, string name, int people = 2)
    {
        var party = new AReservation().For(performance).Named(name).OfParty(people).CreatedAt(_app.Now).Confirmed(_app.Now).Build();
        return (_app.Address + VisitorSteps.CheckInPath(await _app.AddTicketAsync(party)), party.Reference);
    }
}
