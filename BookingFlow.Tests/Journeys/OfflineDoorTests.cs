using System.Threading.Channels;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>The camera station while the network, the server, the device or the account fails. Parties are typed.</summary>
public sealed class OfflineDoorTests(ChromiumBrowser chromium, CameraStationApp program) : IClassFixture<CameraStationApp>, IAsyncLifetime
{
    private readonly BookingFlowApp _app = program.App;
    private Performance _tonight = null!;

    public async ValueTask InitializeAsync() => _tonight = await _app.AddAsync(_app.APerformanceTonight());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Offline_three_are_admitted_and_one_refused_and_all_of_it_is_sent_once()
    {
        var (ada, bo, cy) = (await PartyAsync("Ada"), await PartyAsync("Bo"), await PartyAsync("Cy"));
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        await station.GoOfflineAsync();

        foreach (var party in new[] { ada, bo, cy })
        {
            await AdmitAsync(station, party);
        }

        await station.FindAsync(bo.Reference);
        await Expect(station.Outcome).ToHaveTextAsync("Already checked in");
        await Expect(station.Connection).ToContainTextAsync("4 answers to be sent");
        Assert.Equal(0, await _app.Database.ReadAsync(db => CheckIns(db).CountAsync()));

        await station.GoOnlineAsync();
        await AllSentAsync(station);
        Assert.Equal([2, 2, 2], await _app.Database.ReadAsync(db => CheckIns(db).Select(c => c.People).ToListAsync()));
        Assert.Equal(1, await _app.Database.ReadAsync(db => Scans(db).CountAsync(e => e.Outcome == ScanOutcome.AlreadyCheckedIn)));
    }

    [Fact]
    public async Task Page_opened_without_a_network_reads_tickets_and_their_names()
    {
        var ada = new AReservation().For(_tonight).Named("Ada Lovelace").OfParty(2).CreatedAt(_app.Now).Confirmed(_app.Now).Build();
        using var film = CameraFilm.Of([_app.Address + VisitorSteps.CheckInPath(await _app.AddTicketAsync(ada))]);
        await using var station = await CameraStation.OpenAsync(_app, film, _tonight);
        await station.WaitForScanAsync("Admit · 2 people · Ada Lovelace");
        await station.GoOfflineAsync();

        // Page, scripts and reader come from the service worker, the name from the ticket and the list.
        await station.ReopenAsync();

        await station.WaitForScanAsync("Already checked in · Ada Lovelace");
        await Expect(station.Connection).ToContainTextAsync("Offline since");
    }

    [Fact]
    public async Task Two_devices_offline_with_one_ticket_make_one_conflict_that_both_see()
    {
        var ada = await PartyAsync("Ada Lovelace");
        await using var dora = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight, "Dora");
        await using var max = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight, "Max");
        await dora.GoOfflineAsync();
        await max.GoOfflineAsync();
        await AdmitAsync(dora, ada);
        await AdmitAsync(max, ada);

        await max.GoOnlineAsync();
        await AllSentAsync(max);
        await dora.GoOnlineAsync();
        await AllSentAsync(dora);

        foreach (var station in new[] { dora, max })
        {
            await station.AskNowAsync();
            await Expect(station.Page.Locator("#conflict-list li")).ToContainTextAsync("Ada Lovelace", new() { Timeout = 15_000 });
            await Expect(station.Page.Locator("#conflict-list li")).ToContainTextAsync("Dora");
            await Expect(station.Page.Locator("#conflict-list li")).ToContainTextAsync("Max");
        }

        // Dora was first, although Max's answer arrived first.
        var checkIn = await _app.Database.ReadAsync(db => CheckIns(db).SingleAsync());
        Assert.Equal(("Dora", 2), (checkIn.StaffName, checkIn.People));
        var twice = await _app.Database.ReadAsync(db => Scans(db).SingleAsync(e => e.Outcome == ScanOutcome.AdmittedTwice));
        Assert.Equal(("Max", 2), (twice.StaffName, twice.Excess));
    }

    [Fact]
    public async Task Closed_tab_loses_nothing_and_opens_again_without_a_network()
    {
        var (ada, bo) = (await PartyAsync("Ada"), await PartyAsync("Bo"));
        // With a second one, the page asks for the performance when it is opened without one, such as from the home screen.
        await _app.AddAsync(_app.APerformanceTonight());
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        await station.Page.GotoAsync(station.Cable.Address + "/staff/check-in/camera");
        await Expect(station.Page.Locator(".camera-choices")).ToBeVisibleAsync();
        station.Cable.Cut();
        await station.OpenAsync();
        await AdmitAsync(station, ada);

        await station.ReopenAsync();
        await Expect(station.Connection).ToContainTextAsync("1 answer to be sent");
        await station.FindAsync(ada.Reference);
        await Expect(station.Outcome).ToHaveTextAsync("Already checked in");
        await AdmitAsync(station, bo);

        await station.GoOnlineAsync();
        await AllSentAsync(station);
        Assert.Equal(2, await _app.Database.ReadAsync(db => CheckIns(db).CountAsync()));
    }

    [Fact]
    public async Task Slow_server_is_answered_from_the_list_in_amber_and_admits_once()
    {
        var ada = await PartyAsync("Ada");
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);

        station.Cable.Silence();
        await station.FindAsync(ada.Reference);
        await Expect(station.Outcome).ToHaveTextAsync("How many?");
        await station.Page.Button("Check in 2 people").ClickAsync();

        await station.WaitForScanAsync("Admit");
        await Expect(station.Page.Locator("#outcome.outcome--wait")).ToContainTextAsync("because the server did not answer");
        await station.GoOnlineAsync();
        await AllSentAsync(station);
        Assert.Equal(2, (await _app.Database.ReadAsync(db => CheckIns(db).SingleAsync())).People);
    }

    [Fact]
    public async Task Stored_list_can_be_searched_before_a_slow_server_has_answered()
    {
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        station.Cable.Silence();

        await station.ReopenAsync();

        // The search is there before the station has given up on the server.
        await Expect(station.Page.Locator("html:has(#find:not([hidden])) .camera-connection--starting")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Server_that_fails_while_answers_are_sent_gets_them_again(int status)
    {
        var ada = await PartyAsync("Ada");
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        await station.GoOfflineAsync();
        await AdmitAsync(station, ada);
        // The station also sends again by itself, so a response may be there before it is waited for.
        var (refused, responses) = (0, Channel.CreateUnbounded<int>());
        await station.Page.RouteAsync("**/camera/records", async route =>
        {
            if (++refused == 1)
            {
                // The server has done the work, and its answer is an error.
                await route.FetchAsync();
            }

            await (refused <= 2 ? route.FulfillAsync(new() { Status = status }) : route.ContinueAsync());
            await responses.Writer.WriteAsync(refused);
        });

        for (var i = 0; i < 3; i++)
        {
            await station.GoOnlineAsync();
            await responses.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }

        await AllSentAsync(station);
        Assert.True(refused > 2);
        Assert.Equal(1, await _app.Database.ReadAsync(db => CheckIns(db).CountAsync()));
        Assert.Equal(1, await _app.Database.ReadAsync(db => Scans(db).CountAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Account_that_is_disabled_or_loses_its_role_ends_the_list_and_the_next_account_sends_what_waits(bool isDisabled)
    {
        var ada = await PartyAsync("Ada");
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        await station.GoOfflineAsync();
        await AdmitAsync(station, ada);
        if (isDisabled)
        {
            await _app.Database.ReadAsync(db => db.Users.Where(u => u.Id == station.Steward.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.DisabledAt, _app.Now)));
        }
        else
        {
            await station.Page.RouteAsync("**/camera/{list,arrivals,records}*", route => route.FulfillAsync(new() { Status = 403 }));
        }

        await station.GoOnlineAsync();
        await Expect(station.Connection).ToContainTextAsync(isDisabled ? "You are signed out" : "no permission", new() { Timeout = 15_000 });
        Assert.Equal((0, 1), await StoredAsync(station));
        await Expect(station.Connection).ToContainTextAsync("1 answer to be sent");

        await station.Page.UnrouteAllAsync();
        await station.Page.Context.ClearCookiesAsync();
        await station.SignInAsync(await _app.AddStaffAsync(StaffRoles.Door, "Max"));
        await AllSentAsync(station);
        Assert.Equal("Max", (await _app.Database.ReadAsync(db => CheckIns(db).SingleAsync())).StaffName);
    }

    [Fact]
    public async Task Full_storage_is_told_and_what_is_in_memory_is_sent()
    {
        var ada = await PartyAsync("Ada");
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        await station.GoOfflineAsync();
        await station.Page.EvaluateAsync(
            "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('The disk is full.', 'QuotaExceededError'); }; }");

        await AdmitAsync(station, ada);
        await Expect(station.Page.Locator("#warnings")).ToContainTextAsync("cannot store the answers");

        await station.GoOnlineAsync();
        await AllSentAsync(station);
        await Expect(station.Page.Locator("#warnings")).Not.ToContainTextAsync("cannot store the answers");
        Assert.Equal(1, await _app.Database.ReadAsync(db => CheckIns(db).CountAsync()));
    }

    [Fact]
    public async Task Full_storage_of_the_service_worker_keeps_no_page_and_no_file_from_being_shown()
    {
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        await station.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        var devTools = await station.Page.Context.NewCDPSessionAsync(station.Page);
        await devTools.SendAsync("Storage.overrideQuotaForOrigin", new() { ["origin"] = station.Cable.Address, ["quotaSize"] = 1 });
        Assert.Equal("QuotaExceededError", await station.Page.EvaluateAsync<string>(
            "() => caches.open('full').then(cache => cache.put('/full', new Response('x'))).then(() => 'stored', error => error.name)"));

        await station.OpenAsync();

        Assert.Equal(200, await station.Page.EvaluateAsync<int>("() => fetch('/favicon.svg?new').then(answer => answer.status)"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-60)]
    public async Task Wrong_clock_of_the_device_is_corrected(int minutes)
    {
        var ada = await PartyAsync("Ada");
        await using var station = await CameraStation.OpenWithoutCameraAsync(
            _app, chromium, _tonight, prepare: context => ShiftableClockAsync(context, minutes));
        await station.GoOfflineAsync();
        var before = _app.Now;
        await AdmitAsync(station, ada);
        var after = _app.Now;

        await station.GoOnlineAsync();
        await AllSentAsync(station);
        var at = (await _app.Database.ReadAsync(db => CheckIns(db).SingleAsync())).At;
        // The offset is known to half of the time that an answer takes.
        Assert.InRange(at, before.AddSeconds(-2), after.AddSeconds(2));
    }

    /// <summary>A device an hour fast would otherwise delete its list as that of an evening that is over, and send wrong times.</summary>
    [Fact]
    public async Task Wrong_clock_stays_corrected_on_a_page_that_is_opened_without_a_network()
    {
        var ada = await PartyAsync("Ada");
        await using var station = await CameraStation.OpenWithoutCameraAsync(
            _app, chromium, _tonight, prepare: context => ShiftableClockAsync(context, minutes: 26 * 60));
        await station.GoOfflineAsync();

        await station.ReopenAsync();
        var before = _app.Now;
        await AdmitAsync(station, ada);
        var after = _app.Now;

        await station.GoOnlineAsync();
        await AllSentAsync(station);
        Assert.InRange((await _app.Database.ReadAsync(db => CheckIns(db).SingleAsync())).At, before.AddSeconds(-2), after.AddSeconds(2));
    }

    /// <summary>As when a page for signing in to the Wi-Fi is answered instead, or the network fails in the middle of an answer.</summary>
    [Fact]
    public async Task Answer_that_is_not_the_servers_counts_as_no_answer()
    {
        var ada = await PartyAsync("Ada");
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        await station.Page.RouteAsync(
            "**/camera/{list,arrivals,records}*", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<h1>Wi-Fi</h1>" }));

        await AdmitAsync(station, ada);
        await Expect(station.Connection).ToContainTextAsync("Offline since");

        await station.Page.UnrouteAllAsync();
        await AllSentAsync(station);
        Assert.Equal(1, await _app.Database.ReadAsync(db => CheckIns(db).CountAsync()));
    }

    [Fact]
    public async Task List_that_is_older_than_half_an_hour_says_so()
    {
        await using var station = await CameraStation.OpenWithoutCameraAsync(
            _app, chromium, _tonight, prepare: context => ShiftableClockAsync(context));
        await station.GoOfflineAsync();
        await Expect(station.Page.Locator("#warnings")).Not.ToContainTextAsync("minutes old");

        await station.Page.EvaluateAsync("() => { globalThis.shift = 31 * 60 * 1000; }");
        await station.AskNowAsync();

        await Expect(station.Page.Locator("#warnings")).ToContainTextAsync("The list is 31 minutes old.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Names_are_found_without_a_network_only_where_the_venue_has_switched_it_on(bool isOn)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        await app.AddTicketAsync(
            new AReservation().For(tonight).Named("Zoë Müller").OfParty(2).CreatedAt(app.Now).Confirmed(app.Now).Build());
        if (isOn)
        {
            using var administrator = await app.StaffAsync(StaffRoles.Administrator);
            var settings = await administrator.OpenAsync("/staff/venue");
            Assert.Equal(303, (await administrator.SubmitAsync(settings, "main form", ("SearchesNamesOffline", "true"))).Status);
        }

        await using var station = await CameraStation.OpenWithoutCameraAsync(app, chromium, tonight);
        await station.GoOfflineAsync();
        // With the names that are stored, encrypted.
        await station.ReopenAsync();
        await station.FindAsync("muller zo");

        if (isOn)
        {
            Assert.DoesNotContain("Müller", await StoredTextAsync(station), StringComparison.Ordinal);
            await station.Page.Button("Zoë Müller").ClickAsync();
            await Expect(station.Outcome).ToHaveTextAsync("How many?");
        }
        else
        {
            await Expect(station.Outcome).ToHaveTextAsync("No party found");
            await Expect(station.Page.Locator("#outcome")).ToContainTextAsync("Type the reference");
            Assert.Equal((1, 0), await StoredAsync(station));
        }
    }

    [Fact]
    public async Task Page_that_is_opened_while_the_server_fails_is_the_kept_one()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var ada = new AReservation().For(tonight).Named("Ada").OfParty(2).CreatedAt(app.Now).Confirmed(app.Now).Build();
        await app.AddTicketAsync(ada);
        await using var station = await CameraStation.OpenWithoutCameraAsync(app, chromium, tonight);
        await app.HideTableAsync();

        await station.ReopenAsync();

        await Expect(station.Connection).ToContainTextAsync("Offline since");
        await AdmitAsync(station, (ada.Reference, 2));
    }

    [Fact]
    public async Task Signing_out_deletes_the_list_and_is_refused_while_answers_wait()
    {
        var ada = await PartyAsync("Ada");
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        Assert.Equal((1, 0), await StoredAsync(station));
        await station.GoOfflineAsync();
        await AdmitAsync(station, ada);
        await station.Page.RouteAsync("**/camera/records", route => route.FulfillAsync(new() { Status = 503 }));
        await station.GoOnlineAsync();

        await station.Page.GotoAsync(station.Cable.Address + "/staff/logout");
        Assert.Equal(409, await station.Page.FollowAsync(station.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign out" })));
        await Expect(station.Page.Locator("main")).ToContainTextAsync("not sent yet");

        await station.Page.UnrouteAllAsync();
        await station.OpenAsync();
        await AllSentAsync(station);
        await station.Page.GotoAsync(station.Cable.Address + "/staff/logout");
        Assert.Equal(200, await station.Page.FollowAsync(station.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign out" })));
        Assert.Equal((0, 0), await StoredAsync(station));
    }

    [Fact]
    public async Task List_is_deleted_when_the_doors_have_closed()
    {
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        Assert.Equal((1, 0), await StoredAsync(station));

        await _app.Database.ReadAsync(db => db.Performances.Where(p => p.Id == _tonight.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.StartsAt, _app.Now.AddHours(-3)).SetProperty(p => p.CheckInClosesMinutesAfter, 60)));

        await station.AskNowAsync();
        await Expect(station.Connection).ToContainTextAsync("The doors are closed", new() { Timeout = 15_000 });
        Assert.Equal((0, 0), await StoredAsync(station));
    }

    [Fact]
    public async Task List_is_deleted_after_a_day_also_without_a_network()
    {
        await using var station = await CameraStation.OpenWithoutCameraAsync(
            _app, chromium, _tonight, prepare: context => ShiftableClockAsync(context));
        await station.GoOfflineAsync();
        Assert.Equal((1, 0), await StoredAsync(station));

        await station.Page.EvaluateAsync("() => { globalThis.shift = 25 * 60 * 60 * 1000; }");

        await station.AskNowAsync();
        await Expect(station.Connection).ToContainTextAsync("The list was deleted", new() { Timeout = 15_000 });
        Assert.Equal((0, 0), await StoredAsync(station));
    }

    /// <summary>What a thief of the device could read: no token, no name, no reference.</summary>
    [Fact]
    public async Task Stored_list_has_no_ticket_and_no_readable_name()
    {
        var ada = new AReservation().For(_tonight).Named("Ada Lovelace").OfParty(2).CreatedAt(_app.Now).Confirmed(_app.Now).Build();
        var ticket = Token.New();
        await _app.AddTicketAsync(ada, ticket);
        await using var station = await CameraStation.OpenWithoutCameraAsync(_app, chromium, _tonight);
        await station.GoOfflineAsync();
        await AdmitAsync(station, (ada.Reference, 2));

        var stored = await StoredTextAsync(station);

        Assert.Contains("confirmed", stored, StringComparison.Ordinal);
        foreach (var secret in new[]
        {
            "Lovelace", ada.Reference, ada.Reference.Replace("-", "", StringComparison.Ordinal), ticket.Text, ticket.CheckIn.Text,
            System.Buffers.Text.Base64Url.EncodeToString(ticket.CheckIn.Hash), Convert.ToHexStringLower(ticket.CheckIn.Hash),
        })
        {
            Assert.DoesNotContain(secret, stored, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Lets a test set the clock of the device: <c>shift</c> is in milliseconds.</summary>
    private static async Task ShiftableClockAsync(IBrowserContext context, int minutes = 0) => await context.AddInitScriptAsync(
        $$"""
        globalThis.shift = {{minutes}} * 60_000;
        const RightDate = Date;
        globalThis.Date = class extends RightDate {
          constructor(...values) { values.length === 0 ? super(RightDate.now() + shift) : super(...values); }
          static now() { return RightDate.now() + shift; }
        };
        """);

    /// <summary>Admits a whole party by its reference.</summary>
    private static async Task AdmitAsync(CameraStation station, (string Reference, int People) party)
    {
        await station.FindAsync(party.Reference);
        await Expect(station.Outcome).ToHaveTextAsync("How many?");
        await station.Page.Button($"Check in {party.People} people").ClickAsync();
        await Expect(station.Outcome).ToHaveTextAsync("Admit", new() { Timeout = 15_000 });
    }

    private static async Task AllSentAsync(CameraStation station)
    {
        await Expect(station.Connection).ToHaveTextAsync("Online", new() { Timeout = 30_000 });
    }

    /// <summary>Reads what the device stores, as text.</summary>
    private static Task<string> StoredTextAsync(CameraStation station) => station.Page.EvaluateAsync<string>(
        """
        () => new Promise((resolve, reject) => {
          const request = indexedDB.open('bookingflow-door');
          request.onerror = () => reject(request.error);
          request.onsuccess = async () => {
            const transaction = request.result.transaction(['list', 'parties', 'records']);
            const all = await Promise.all(['list', 'parties', 'records'].map(name => new Promise(done => {
              const read = transaction.objectStore(name).getAll();
              read.onsuccess = () => done(read.result);
            })));
            resolve(JSON.stringify(all) + JSON.stringify(localStorage));
          };
        })
        """);

    private IQueryable<CheckIn> CheckIns(BookingDbContext db) => db.CheckIns.Where(c => c.Reservation.PerformanceId == _tonight.Id);

    private IQueryable<ScanEvent> Scans(BookingDbContext db) => db.ScanEvents.Where(e => e.PerformanceId == _tonight.Id);

    /// <summary>Counts the lists and the records that are stored on the device.</summary>
    private static async Task<(int Lists, int Records)> StoredAsync(CameraStation station)
    {
        var counts = await station.Page.EvaluateAsync<int[]>(
            """
            () => new Promise((resolve, reject) => {
              const request = indexedDB.open('bookingflow-door');
              request.onerror = () => reject(request.error);
              request.onsuccess = async () => {
                const names = [...request.result.objectStoreNames];
                if (names.length === 0) { resolve([0, 0]); return; }
                const transaction = request.result.transaction(names);
                const count = name => new Promise(done => {
                  const read = name === 'list' ? transaction.objectStore(name).count('file') : transaction.objectStore(name).count();
                  read.onsuccess = () => done(read.result);
                });
                resolve(await Promise.all([count('list'), count('records')]));
              };
            })
            """);
        return (counts[0], counts[1]);
    }

    private async Task<(string Reference, int People)> PartyAsync(string name, int people = 2)
    {
        var party = new AReservation().For(_tonight).Named(name).OfParty(people).CreatedAt(_app.Now).Confirmed(_app.Now).Build();
        await _app.AddTicketAsync(party);
        return (party.Reference, people);
    }
}
