using BookingFlow.Tests.Hosting.Security;
using BookingFlow.Tests.Pages.Staff.CheckIn.Camera;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Pair;

/// <summary>A volunteer's device from its pairing to its end, and what it cannot open (docs/decisions/0073).</summary>
public sealed class PairedDeviceTests
{
    private const string EndedPath = "/staff/pair/ended";

    [Fact]
    public async Task The_box_office_pairs_a_device_which_checks_in_under_the_volunteers_name_until_it_is_ended()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var (first, second) = (await AddTicketAsync(app, performance), await AddTicketAsync(app, performance));
        using var bea = await app.StaffAsync(StaffRoles.BoxOffice, "Bea");
        var devices = await bea.OpenAsync((await bea.OpenAsync($"/staff/performances/{performance.Id}")).Link("/devices"));
        var shown = await bea.SubmitAsync(devices, "form[action$='handler=Pair']");
        var code = Assert.Single(await QrReader.ReadAsync(Picture(shown)));
        Assert.StartsWith($"{app.Address}/staff/pair/", code, StringComparison.Ordinal);

        using var phone = app.Visitor();
        var form = await phone.OpenAsync(new Uri(code).AbsolutePath);
        Assert.Equal(400, (await phone.SubmitAsync(form, "main form", ("Volunteer", ""))).Status);
        Assert.Equal("/staff/check-in", (await phone.SubmitAsync(form, "main form", ("Volunteer", "Nora"))).Location);
        Assert.Equal(404, (await phone.OpenAsync(new Uri(code).AbsolutePath)).Status);
        var station = await phone.OpenAsync("/staff/check-in");
        Assert.Equal(200, (await phone.SubmitAsync(station, "form.scan", ("Code", app.Address + first))).Status);
        Assert.Equal(
            "/staff/check-in", (await phone.SubmitAsync(station, "#volunteer", ("Volunteer", "Max"))).Location);
        Assert.Equal(200, (await phone.SubmitAsync(await phone.OpenAsync(second), "main form")).Status);
        Assert.Equal(
            ["Nora (Bea)", "Max (Bea)"], await app.Database.ReadAsync(db => db.CheckIns.OrderBy(c => c.Id).Select(c => c.StaffName).ToListAsync()));
        Assert.Contains("Nora (Bea)", (await phone.OpenAsync(first)).Text, StringComparison.Ordinal);

        var list = await bea.OpenAsync($"/staff/performances/{performance.Id}/devices");
        Assert.Equal("Max", list.Find("tbody th").TextContent);
        Assert.Equal(303, (await bea.SubmitAsync(list, "form[action$='handler=End']")).Status);

        foreach (var path in new[] { "/staff/check-in", first })
        {
            Assert.Equal((302, EndedPath), await PathAsync(phone, path));
        }

        var refused = await phone.SubmitAsync(station, "form.scan", ("Code", app.Address + first));
        Assert.Equal((302, EndedPath), (refused.Status, refused.Location));
        var ended = await phone.OpenAsync(EndedPath);
        Assert.Contains("no longer paired", ended.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=End", (await bea.OpenAsync(list.Path)).Body, StringComparison.Ordinal);
        Assert.Equal(
            [(AuditAction.DevicePaired, "Nora (Bea)"), (AuditAction.DeviceEnded, "Bea")],
            await app.Database.ReadAsync(async db => (await db.AuditLog.Where(e => e.Subject == AuditSubject.Performance).OrderBy(e => e.Id)
                .ToListAsync()).ConvertAll(e => (e.Action, e.StaffName))));
    }

    [Fact]
    public async Task A_paired_device_opens_the_door_pages_and_no_other_page_of_the_staff()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var values = await RolesTests.StoreRouteValuesAsync(app);
        var performance = await app.Database.ReadAsync(db => db.Performances.OrderBy(p => p.Id).FirstAsync());
        using var device = await app.PairedDeviceAsync(performance);
        var open = new List<string>();
        foreach (var route in RolesTests.Routes(app).Where(route => route.StartsWith("/staff", StringComparison.Ordinal)))
        {
            var response = await device.OpenAsync(RolesTests.FillRoute(route, values));
            if (response.Status is not (403 or 302))
            {
                open.Add($"{route} {response.Status}");
            }
        }

        Assert.Equal(
            [
                "/staff/check-in 200", "/staff/check-in/camera 200", "/staff/check-in/camera/app.webmanifest 200",
                "/staff/check-in/camera/arrivals 404", "/staff/check-in/camera/list 404", "/staff/check-in/camera/records 404",
                "/staff/check-in/camera/worker.js 200", "/staff/check-in/correct 200", "/staff/check-in/door 200", "/staff/check-in/find 200",
                "/staff/check-in/parties/{id:int} 200", "/staff/check-in/parties/{id:int}/undo 409", "/staff/check-in/volunteer 200",
                "/staff/check-in/walk-in 200", "/staff/forgot-password 200", "/staff/login 200", "/staff/logout 200", "/staff/pair/ended 200",
                "/staff/pair/{token} 200", "/staff/set-password/{token} 200", "/staff/setup/{token} 200",
            ],
            open);
    }

    [Fact]
    public async Task A_paired_device_sees_and_checks_in_no_other_performance()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (own, other) = (
            await app.AddAsync(app.APerformanceTonight()), await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Hamlet").Build())));
        var mine = await app.AddPartyAsync(own, 2);
        var party = new AReservation().For(other).Named("Otto Other").OfParty(2).WithReference("K7QF-2M").Confirmed(app.Now).Build();
        var ticket = VisitorSteps.CheckInPath(await app.AddTicketAsync(party));
        using var device = await app.PairedDeviceAsync(own);
        // The cookie of the door is not protected, and so must not matter.
        device.Cookies.Add(new Uri(app.Address), new System.Net.Cookie("bookingflow.door", $"{other.Id}|Main"));

        var station = await device.OpenAsync("/staff/check-in");
        Assert.DoesNotContain("Hamlet", station.Text, StringComparison.Ordinal);
        Assert.Equal(409, (await device.SubmitAsync(station, "form.scan", ("Code", app.Address + ticket))).Status);
        Assert.Equal(409, (await device.OpenAsync(ticket)).Status);
        Assert.Equal(404, (await device.OpenAsync($"/staff/check-in/parties/{party.Id}")).Status);
        Assert.Equal(200, (await device.OpenAsync($"/staff/check-in/parties/{mine.Id}")).Status);
        foreach (var query in new[] { "q=otto", "q=otto&performance=all", $"q=otto&performance={other.Id}" })
        {
            Assert.DoesNotContain("Otto Other", (await device.OpenAsync($"/staff/check-in/find?{query}")).Text, StringComparison.Ordinal);
        }

        Assert.Equal(404, (await device.OpenAsync($"{CameraSteps.Arrivals}?performance={other.Id}")).Status);
        var token = (await device.ArrivalsAsync(own.Id)).GetProperty("token").GetString()!;
        foreach (var (performance, list, records) in new[] { (own, 200, 400), (other, 404, 404) })
        {
            Assert.Equal(
                (performance.Id, list), (performance.Id,
                    (await device.PostAsync(CameraSteps.List, ("performance", $"{performance.Id}"), ("_form", token))).Status));
            Assert.Equal(
                (performance.Id, records), (performance.Id, (await device.PostAsync(
                    CameraSteps.Records, ("performance", $"{performance.Id}"), ("_form", token), ("records", performance == own ? "" : "[{}]"))).Status));
        }

        var walkIn = await device.OpenAsync("/staff/check-in/walk-in");
        Assert.Equal(
            409, (await device.SubmitAsync(walkIn, "main form.form", ("Performance", $"{other.Id}"), ("PartySize", "1"))).Status);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task Pairing_ends_when_the_doors_close_or_the_account_that_paired_is_disabled()
    {
        await using var app = await BookingFlowApp.StartAsync();
        foreach (var end in new Func<Performance, Task>[]
        {
            performance => app.Database.ReadAsync(db => db.Performances.Where(p => p.Id == performance.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(p => p.StartsAt, app.Now.AddHours(-3)).SetProperty(p => p.CheckInClosesMinutesAfter, 120))),
            _ => app.Database.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.DisabledAt, app.Now))),
        })
        {
            var performance = await app.AddAsync(app.APerformanceTonight());
            using var device = await app.PairedDeviceAsync(performance);
            Assert.Equal(200, (await device.OpenAsync("/staff/check-in")).Status);

            await end(performance);

            Assert.Equal((302, EndedPath), await PathAsync(device, "/staff/check-in"));
        }
    }

    [Fact]
    public async Task A_volunteer_ends_the_pairing_and_a_copy_of_the_cookie_is_worth_nothing()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var device = await app.PairedDeviceAsync(await app.AddAsync(app.APerformanceTonight()));
        using var copy = app.Visitor();
        copy.Cookies.Add(device.Cookies.GetCookies(new Uri(app.Address)));
        Assert.Equal(200, (await copy.OpenAsync("/staff/check-in")).Status);

        var logout = await device.OpenAsync((await device.OpenAsync("/staff/check-in")).Link("/staff/logout"));
        Assert.Equal(EndedPath, (await device.SubmitAsync(logout, "main form")).Location);

        Assert.Equal((302, EndedPath), await PathAsync(copy, "/staff/check-in"));
        Assert.Equal(1, await app.Database.ReadAsync(db => db.AuditLog.CountAsync(e => e.Action == AuditAction.DeviceEnded)));
    }

    [Fact]
    public async Task Pairing_signs_out_the_account_that_it_replaces()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var bea = await app.StaffAsync(StaffRoles.BoxOffice);
        using var copy = app.Visitor();
        copy.Cookies.Add(bea.Cookies.GetCookies(new Uri(app.Address)));

        var form = await bea.OpenAsync(await app.AddPairingLinkAsync(performance));
        Assert.Contains("signs you out", form.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await bea.SubmitAsync(form, "main form", ("Volunteer", "Nora"))).Status);

        Assert.Equal(403, (await bea.OpenAsync($"/staff/performances/{performance.Id}")).Status);
        Assert.StartsWith("/staff/login", (await copy.OpenAsync("/staff")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_that_cannot_be_used_look_the_same_and_submissions_are_limited()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: [("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "2")]);
        using var visitor = app.Visitor();
        var link = await app.AddPairingLinkAsync(await app.AddAsync(app.APerformanceTonight()));
        var form = await visitor.OpenAsync(link);
        Assert.Equal(400, (await visitor.SubmitAsync(form, "main form", ("Volunteer", ""))).Status);
        Assert.Equal(400, (await visitor.SubmitAsync(form, "main form", ("Volunteer", ""))).Status);
        Assert.Equal(429, (await visitor.SubmitAsync(form, "main form", ("Volunteer", ""))).Status);

        await app.EndPairingsAsync();
        var bodies = new List<string>();
        foreach (var path in new[] { link, $"/staff/pair/{Token.New().Text}", "/staff/pair/nonsense" })
        {
            var page = await visitor.OpenAsync(path);
            Assert.Equal(404, page.Status);
            bodies.Add(page.Find("main").TextContent);
        }

        Assert.Single(bodies.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_account_has_its_own_name_and_nothing_of_devices_is_shown_where_there_are_none()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var nextWeek = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(7)));
        using var bea = await app.StaffAsync(StaffRoles.BoxOffice);
        var station = await bea.OpenAsync("/staff/check-in");
        Assert.Null(station.Document.QuerySelector("#volunteer"));
        var token = NoScriptBrowser.Fields(station, "form.scan").Single(f => f.Name == "_form").Value;
        Assert.Equal(403, (await bea.PostAsync("/staff/check-in/volunteer", ("Volunteer", "Max"), ("_form", token))).Status);
        Assert.DoesNotContain("/devices", (await bea.OpenAsync($"/staff/performances/{nextWeek.Id}")).Body, StringComparison.Ordinal);
        var devices = await bea.OpenAsync($"/staff/performances/{nextWeek.Id}/devices");
        Assert.DoesNotContain("handler=Pair", devices.Body, StringComparison.Ordinal);
    }

    private static async Task<string> AddTicketAsync(BookingFlowApp app, Performance performance) => VisitorSteps.CheckInPath(
        await app.AddTicketAsync(new AReservation().For(performance).OfParty(2).Confirmed(app.Now).Build()));

    private static async Task<(int Status, string? Location)> PathAsync(NoScriptBrowser browser, string path)
    {
        var response = await browser.OpenAsync(path);
        return (response.Status, response.Location);
    }

    private static byte[] Picture(BrowserResponse page)
    {
        var image = page.Find("img.qr").GetAttribute("src")!;
        return Convert.FromBase64String(image[(image.IndexOf(',', StringComparison.Ordinal) + 1)..]);
    }
}
