using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.CheckIn;

public sealed class CheckInPageTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task An_unauthenticated_visitor_cannot_distinguish_a_valid_code_from_an_unknown_one()
    {
        var app = shared.App;
        var (_, validPath) = await TicketAsync(app, app.APerformanceTonight());
        var unknown = $"/check-in/{Token.New().Text}";
        using var visitor = app.Visitor();
        var (validPage, unknownPage) = (await visitor.OpenAsync(validPath), await visitor.OpenAsync(unknown));
        Assert.Equal(200, validPage.Status);
        Assert.Equal(unknownPage.Status, validPage.Status);
        Assert.Equal(
            unknownPage.Body.Replace(unknown.Split('/')[^1], "", StringComparison.Ordinal),
            validPage.Body.Replace(validPath.Split('/')[^1], "", StringComparison.Ordinal));
        Assert.Equal(Headers(unknownPage), Headers(validPage));
        Assert.Contains(app.Words()["CheckIn.Neutral.Title"].Value, validPage.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", validPage.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_staff_member_without_a_role_cannot_check_in_a_party()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        using var steward = await app.StaffAsync();
        var form = await steward.OpenAsync(path);
        using var withoutRole = await app.StaffAsync(role: null);
        var ownForm = await withoutRole.OpenAsync("/staff/logout");
        foreach (var response in new[] { await withoutRole.OpenAsync(path),
            await withoutRole.PostAsync(path,
                [.. NoScriptBrowser.Fields(form, "main form").Where(f => f.Name != "_form"),
                    ("_form", NoScriptBrowser.Fields(ownForm, "main form").Single(f => f.Name == "_form").Value)]) })
        {
            Assert.Equal(403, response.Status);
            Assert.DoesNotContain("Ada", response.Body, StringComparison.Ordinal);
        }

        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task A_ticket_for_another_performance_shows_its_show_time_and_room()
    {
        var app = shared.App;
        var (there, path) = await TicketAsync(
            app, app.APerformanceTonight().Of(new AShow().Titled("The Seagull").Build()).In(new ARoom().Named("The Attic").Build()));
        var here = await app.AddAsync(app.APerformanceTonight());
        using var steward = await app.StaffAsync();
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.door-choice", ("DoorOf", $"{here.Id}"));
        var response = await steward.OpenAsync(path);
        Assert.Equal(409, response.Status);
        Assert.Contains("The Seagull", response.Text, StringComparison.Ordinal);
        Assert.Contains("The Attic", response.Text, StringComparison.Ordinal);
        Assert.StartsWith($"{there.StartsAt.Year}-", response.Find("main time").GetAttribute("datetime"), StringComparison.Ordinal);
        Assert.Null(response.Document.QuerySelector("main form[method='post'] button.button--door"));
    }

    [Theory]
    [InlineData(120, "Door.No.TooEarly")]
    [InlineData(-90, "Door.No.DoorsClosed")]
    public async Task Outside_the_check_in_window_the_page_shows_when_the_doors_open_or_closed(int minutes, string wordsKey)
    {
        var app = shared.App;
        var startsAt = app.Now.AddMinutes(minutes);
        var (_, path) = await TicketAsync(app, new APerformance().At(startsAt));
        using var steward = await app.StaffAsync();
        var response = await steward.OpenAsync(path);
        Assert.Equal(409, response.Status);
        Assert.Contains(app.Words()[wordsKey].Value, response.Text, StringComparison.Ordinal);
        var doors = DateTimeOffset.Parse(
            response.Find("main time").GetAttribute("datetime")!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        Assert.InRange(startsAt + TimeSpan.FromMinutes(minutes > 0 ? -90 : 60) - doors, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_second_check_in_returns_409_with_time_steward_and_party_size()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        using var dora = await app.StaffAsync(name: "Dora");
        using var otto = await app.StaffAsync(name: "Otto");
        var (form, ottosForm) = (await dora.OpenAsync(path), await otto.OpenAsync(path));
        var fields = NoScriptBrowser.Fields(form, "main form");
        var admitted = await dora.PostAsync(path, fields);
        Assert.Equal(200, admitted.Status);
        Assert.Contains(app.Words()["Door.ComeIn"].Value, admitted.Text, StringComparison.Ordinal);

        // The same submission again replays the first answer.
        var again = await dora.PostAsync(path, fields);
        Assert.Equal(200, again.Status);
        Assert.Contains("Ada Lovelace", again.Text, StringComparison.Ordinal);

        // A submission by another staff member is a new one, even with the same request id.
        var requestId = fields.Single(f => f.Name == "RequestId").Value;
        var byOtto = await otto.SubmitAsync(ottosForm, "main form", ("RequestId", requestId));
        var later = await dora.PostAsync(path, [.. fields.Where(f => f.Name != "RequestId"), ("RequestId", Guid.NewGuid().ToString())]);
        foreach (var response in new[] { byOtto, later, await otto.OpenAsync(path) })
        {
            Assert.Equal(409, response.Status);
            Assert.Contains("Dora", response.Text, StringComparison.Ordinal);
            Assert.Contains("checked in 2 people at", response.Text, StringComparison.Ordinal);
            Assert.NotNull(response.Document.QuerySelector("main time"));
        }

        Assert.Equal(1, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task A_party_can_be_checked_in_in_two_parts_with_one_ticket()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight(), people: 4);
        using var dora = await app.StaffAsync();
        var form = await dora.OpenAsync(path);
        Assert.Equal(
            ["1", "2", "3", "4"], form.Document.QuerySelectorAll("form.admission button[name='People']").Select(b => b.GetAttribute("value")));
        var invalid = await dora.SubmitAsync(form, "main form", ("People", "7"));
        Assert.Equal(400, invalid.Status);
        Assert.Equal("7", invalid.Find("#People").GetAttribute("value"));

        var partly = await dora.SubmitAsync(form, "main form", ("People", "2"));
        Assert.Equal(200, partly.Status);
        Assert.Contains("2 of 4 checked in, 2 still to come", partly.Text, StringComparison.Ordinal);
        var again = await dora.OpenAsync(path);
        Assert.Equal(409, again.Status);
        Assert.Contains("2 still to come", again.Find(".outcome").TextContent, StringComparison.Ordinal);
        var rest = await dora.SubmitAsync(again, "main form");
        Assert.Equal(200, rest.Status);
        Assert.Contains("4 of 4 checked in", rest.Text, StringComparison.Ordinal);
        Assert.Equal(4, await app.Database.ReadAsync(db => db.CheckIns.Select(c => c.People).SingleAsync()));
        Assert.Null((await dora.OpenAsync(path)).Document.QuerySelector("form.admission"));
    }

    [Fact]
    public async Task Resubmitting_a_form_after_its_check_in_was_undone_shows_a_fresh_form()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        using var dora = await app.StaffAsync();
        var fields = NoScriptBrowser.Fields(await dora.OpenAsync(path), "main form");
        await dora.PostAsync(path, fields);
        await app.Database.ReadAsync(db => db.CheckIns.ExecuteDeleteAsync());
        var response = await dora.PostAsync(path, fields);

        Assert.Equal(400, response.Status);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
        Assert.Equal(200, (await dora.SubmitAsync(response, "main form")).Status);
    }

    [Fact]
    public async Task A_door_cookie_for_yesterdays_performance_does_not_refuse_tonights_parties()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        var yesterday = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(-1)));
        using var steward = await app.StaffAsync();
        steward.Cookies.Add(new System.Net.Cookie("bookingflow.door", $"{yesterday.Id}%7CMain%20entrance", "/", new Uri(app.Address).Host));
        var form = await steward.OpenAsync(path);

        Assert.Equal(200, form.Status);
        Assert.Equal(200, (await steward.SubmitAsync(form, "main form")).Status);
        Assert.Equal("Main entrance", await app.Database.ReadAsync(db => db.CheckIns.Select(c => c.Door).SingleAsync()));
    }

    /// <summary>With a phone's camera, opening the address is the scan (decision 0022).</summary>
    [Fact]
    public async Task Opening_a_refused_code_adds_one_scan_event_and_changes_nothing_else()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (performance, path) = await TicketAsync(app, new APerformance().At(app.Now.AddMinutes(150)));
        var unknown = $"/check-in/{Token.New().Text}";
        using var dora = await app.StaffAsync(name: "Dora");
        using var visitor = app.Visitor();
        using var withoutRole = await app.StaffAsync(role: null);
        var before = await app.DumpTablesAsync();
        foreach (var opened in new[] { path, unknown })
        {
            await visitor.OpenAsync(opened);
            await withoutRole.OpenAsync(opened);
            Assert.Equal(opened == path ? 409 : 404, (await dora.SendAsync(new HttpRequestMessage(HttpMethod.Head, opened))).Status);
        }

        Assert.Equal(before, await app.DumpTablesAsync());

        foreach (var opened in new[] { path, path, unknown, unknown, unknown })
        {
            await dora.OpenAsync(opened);
        }

        var history = await app.Database.ReadAsync(db => db.ScanEvents.OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([ScanOutcome.TooEarly, ScanOutcome.NotOurTicket], history.Select(e => e.Outcome));
        Assert.Equal((performance.Id, "Dora", 0), (history[0].PerformanceId, history[0].StaffName, history[0].People));
        await app.Database.ReadAsync(db => db.ScanEvents.ExecuteDeleteAsync());
        Assert.Equal(WithoutCounters(before), WithoutCounters(await app.DumpTablesAsync()));
    }

    [Fact]
    public async Task A_valid_ticket_adds_no_scan_event_until_the_form_is_submitted()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        using var dora = await app.StaffAsync();
        var form = await dora.OpenAsync(path);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.ScanEvents.CountAsync()));

        await dora.SubmitAsync(form, "main form");
        Assert.Equal(ScanOutcome.Admitted, await app.Database.ReadAsync(db => db.ScanEvents.Select(e => e.Outcome).SingleAsync()));
    }

    /// <summary>A phone that closes its browser in the background keeps only cookies with an expiry.</summary>
    [Fact]
    public async Task The_staff_cookie_is_persistent_and_lasts_twelve_hours()
    {
        var app = shared.App;
        using var steward = await app.StaffAsync();

        var cookie = Assert.Single(steward.Cookies.GetAllCookies(), c => c.Name == "bookingflow.staff");
        Assert.InRange(cookie.Expires.ToUniversalTime() - DateTime.UtcNow, TimeSpan.FromHours(11), TimeSpan.FromHours(13));
    }

    /// <summary>Removes <c>sqlite_sequence</c>, in which SQLite keeps the last auto-increment value of each table.</summary>
    private static string WithoutCounters(string tables) =>
        tables.Split("== ").Where(table => !table.StartsWith("sqlite_sequence", StringComparison.Ordinal)).Aggregate(string.Concat);

    private static string Headers(BrowserResponse place) => string.Join('\n', place.Response.Headers.Concat(place.Response.Content.Headers)
        .Where(h => h.Key is not ("Date" or "Transfer-Encoding")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal));

    private static async Task<(Performance Performance, string Path)> TicketAsync(BookingFlowApp app, APerformance performance, int people = 2)
    {
        var stored = await app.AddAsync(performance);
        return (
            stored,
            VisitorSteps.CheckInPath(
                await app.AddTicketAsync(new AReservation().For(stored).OfParty(people).CreatedAt(app.Now).Confirmed(app.Now).Build())));
    }
}
