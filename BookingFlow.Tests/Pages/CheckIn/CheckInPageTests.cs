using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.CheckIn;

public sealed class CheckInPageTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task A_stranger_cannot_tell_a_good_code_from_any_other()
    {
        var app = shared.App;
        var (_, good) = await TicketAsync(app, app.APerformanceTonight());
        var unknown = $"/check-in/{Token.New().Text}";
        using var stranger = app.Visitor();
        var (known, other) = (await stranger.OpenAsync(good), await stranger.OpenAsync(unknown));
        Assert.Equal(200, known.Status);
        Assert.Equal(other.Status, known.Status);
        Assert.Equal(
            other.Body.Replace(unknown.Split('/')[^1], "", StringComparison.Ordinal),
            known.Body.Replace(good.Split('/')[^1], "", StringComparison.Ordinal));
        Assert.Equal(Headers(other), Headers(known));
        Assert.Contains(app.Words()["CheckIn.Neutral.Title"].Value, known.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", known.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_the_house_without_the_role_lets_nobody_in()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        using var usher = await app.StaffAsync();
        var form = await usher.OpenAsync(path);
        using var nobody = await app.StaffAsync(role: null);
        var own = await nobody.OpenAsync("/staff/logout");
        foreach (var told in new[] { await nobody.OpenAsync(path),
            await nobody.PostAsync(path,
                [.. NoScriptBrowser.Fields(form, "main form").Where(f => f.Name != "_form"),
                    ("_form", NoScriptBrowser.Fields(own, "main form").Single(f => f.Name == "_form").Value)]) })
        {
            Assert.Equal(403, told.Status);
            Assert.DoesNotContain("Ada", told.Body, StringComparison.Ordinal);
        }

        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task The_door_of_another_performance_is_told_which_show_evening_and_room_the_ticket_is_for()
    {
        var app = shared.App;
        var (there, path) = await TicketAsync(
            app, app.APerformanceTonight().Of(new AShow().Titled("The Seagull").Build()).In(new ARoom().Named("The Attic").Build()));
        var here = await app.AddAsync(app.APerformanceTonight());
        using var steward = await app.StaffAsync();
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.door-choice", ("DoorOf", $"{here.Id}"));
        var told = await steward.OpenAsync(path);
        Assert.Equal(409, told.Status);
        Assert.Contains("The Seagull", told.Text, StringComparison.Ordinal);
        Assert.Contains("The Attic", told.Text, StringComparison.Ordinal);
        Assert.StartsWith($"{there.StartsAt.Year}-", told.Find("main time").GetAttribute("datetime"), StringComparison.Ordinal);
        Assert.Null(told.Document.QuerySelector("main form[method='post'] button.button--door"));
    }

    [Theory]
    [InlineData(120, "Door.No.TooEarly")]
    [InlineData(-90, "Door.No.DoorsClosed")]
    public async Task Too_early_or_too_late_is_told_with_the_time_of_the_doors(int minutes, string words)
    {
        var app = shared.App;
        var startsAt = app.Now.AddMinutes(minutes);
        var (_, path) = await TicketAsync(app, new APerformance().At(startsAt));
        using var steward = await app.StaffAsync();
        var told = await steward.OpenAsync(path);
        Assert.Equal(409, told.Status);
        Assert.Contains(app.Words()[words].Value, told.Text, StringComparison.Ordinal);
        var doors = DateTimeOffset.Parse(
            told.Find("main time").GetAttribute("datetime")!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        Assert.InRange(startsAt + TimeSpan.FromMinutes(minutes > 0 ? -90 : 60) - doors, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_party_comes_in_once_and_the_second_scan_says_when_by_whom_and_how_many()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        using var dora = await app.StaffAsync(name: "Dora");
        using var otto = await app.StaffAsync(name: "Otto");
        var (form, others) = (await dora.OpenAsync(path), await otto.OpenAsync(path));
        var fields = NoScriptBrowser.Fields(form, "main form");
        var admitted = await dora.PostAsync(path, fields);
        Assert.Equal(200, admitted.Status);
        Assert.Contains(app.Words()["Door.ComeIn"].Value, admitted.Text, StringComparison.Ordinal);

        // The same press sent once more is the same guest.
        var again = await dora.PostAsync(path, fields);
        Assert.Equal(200, again.Status);
        Assert.Contains("Ada Lovelace", again.Text, StringComparison.Ordinal);

        // Somebody else's press is not, even under the same id.
        var requestId = fields.Single(f => f.Name == "RequestId").Value;
        var byOtto = await otto.SubmitAsync(others, "main form", ("RequestId", requestId));
        var later = await dora.PostAsync(path, [.. fields.Where(f => f.Name != "RequestId"), ("RequestId", Guid.NewGuid().ToString())]);
        foreach (var told in new[] { byOtto, later, await otto.OpenAsync(path) })
        {
            Assert.Equal(409, told.Status);
            Assert.Contains("Dora", told.Text, StringComparison.Ordinal);
            Assert.Contains("2 people were let in by", told.Text, StringComparison.Ordinal);
            Assert.NotNull(told.Document.QuerySelector("main time"));
        }

        Assert.Equal(1, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task Two_of_four_are_here_and_the_rest_come_by_the_same_ticket()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight(), people: 4);
        using var dora = await app.StaffAsync();
        var form = await dora.OpenAsync(path);
        Assert.Equal(
            ["1", "2", "3", "4"], form.Document.QuerySelectorAll("form.admission button[name='People']").Select(b => b.GetAttribute("value")));
        var wrong = await dora.SubmitAsync(form, "main form", ("People", "7"));
        Assert.Equal(400, wrong.Status);
        Assert.Equal("7", wrong.Find("#People").GetAttribute("value"));

        var some = await dora.SubmitAsync(form, "main form", ("People", "2"));
        Assert.Equal(200, some.Status);
        Assert.Contains("2 of 4 are inside, 2 still to come", some.Text, StringComparison.Ordinal);
        var again = await dora.OpenAsync(path);
        Assert.Equal(409, again.Status);
        Assert.Contains("2 still to come", again.Find(".outcome").TextContent, StringComparison.Ordinal);
        var rest = await dora.SubmitAsync(again, "main form");
        Assert.Equal(200, rest.Status);
        Assert.Contains("4 of 4 are inside", rest.Text, StringComparison.Ordinal);
        Assert.Equal(4, await app.Database.ReadAsync(db => db.CheckIns.Select(c => c.People).SingleAsync()));
        Assert.Null((await dora.OpenAsync(path)).Document.QuerySelector("form.admission"));
    }

    [Fact]
    public async Task A_form_whose_check_in_was_undone_since_lets_nobody_in_and_shows_the_party_anew()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        using var dora = await app.StaffAsync();
        var fields = NoScriptBrowser.Fields(await dora.OpenAsync(path), "main form");
        await dora.PostAsync(path, fields);
        await app.Database.ReadAsync(db => db.CheckIns.ExecuteDeleteAsync());
        var told = await dora.PostAsync(path, fields);

        Assert.Equal(400, told.Status);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
        Assert.Equal(200, (await dora.SubmitAsync(told, "main form")).Status);
    }

    [Fact]
    public async Task A_phone_still_set_to_yesterdays_performance_lets_tonights_parties_in()
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

    /// <summary>Decision 0022: with a phone's camera, opening the address is the scan.</summary>
    [Fact]
    public async Task A_refusal_on_a_phone_is_one_line_of_the_history_and_nothing_else()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (performance, path) = await TicketAsync(app, new APerformance().At(app.Now.AddMinutes(150)));
        var unknown = $"/check-in/{Token.New().Text}";
        using var dora = await app.StaffAsync(name: "Dora");
        using var stranger = app.Visitor();
        using var nobody = await app.StaffAsync(role: null);
        var before = await app.EveryTableAsync();
        foreach (var place in new[] { path, unknown })
        {
            await stranger.OpenAsync(place);
            await nobody.OpenAsync(place);
            Assert.Equal(place == path ? 409 : 404, (await dora.SendAsync(new HttpRequestMessage(HttpMethod.Head, place))).Status);
        }

        Assert.Equal(before, await app.EveryTableAsync());

        foreach (var place in new[] { path, path, unknown, unknown, unknown })
        {
            await dora.OpenAsync(place);
        }

        var history = await app.Database.ReadAsync(db => db.ScanEvents.OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([ScanOutcome.TooEarly, ScanOutcome.NotOurTicket], history.Select(e => e.Outcome));
        Assert.Equal((performance.Id, "Dora", 0), (history[0].PerformanceId, history[0].StaffName, history[0].People));
        await app.Database.ReadAsync(db => db.ScanEvents.ExecuteDeleteAsync());
        Assert.Equal(WithoutCounters(before), WithoutCounters(await app.EveryTableAsync()));
    }

    [Fact]
    public async Task A_ticket_that_may_come_in_is_no_line_until_the_button_is_pressed()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        using var dora = await app.StaffAsync();
        var form = await dora.OpenAsync(path);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.ScanEvents.CountAsync()));

        await dora.SubmitAsync(form, "main form");
        Assert.Equal(ScanOutcome.Admitted, await app.Database.ReadAsync(db => db.ScanEvents.Select(e => e.Outcome).SingleAsync()));
    }

    /// <summary>A phone that ends its browser in a steward's pocket keeps only cookies that have an end.</summary>
    [Fact]
    public async Task The_sign_in_outlives_a_browser_that_is_closed_and_lasts_the_evening()
    {
        var app = shared.App;
        using var steward = await app.StaffAsync();

        var cookie = Assert.Single(steward.Cookies.GetAllCookies(), c => c.Name == "bookingflow.staff");
        Assert.InRange(cookie.Expires.ToUniversalTime() - DateTime.UtcNow, TimeSpan.FromHours(11), TimeSpan.FromHours(13));
    }

    // SQLite keeps there which number each table gave out last.
    private static string WithoutCounters(string tables) =>
        tables.Split("== ").Where(table => !table.StartsWith("sqlite_sequence", StringComparison.Ordinal)).Aggregate(string.Concat);

    private static string Headers(Place place) => string.Join('\n', place.Response.Headers.Concat(place.Response.Content.Headers)
        .Where(h => h.Key is not ("Date" or "Transfer-Encoding")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal));

    private static async Task<(Performance Performance, string Path)> TicketAsync(BookingFlowApp app, APerformance performance, int people = 2)
    {
        var stored = await app.AddAsync(performance);
        return (
            stored,
            Story.CheckInPath(
                await app.StoredTicketAsync(new AReservation().For(stored).OfParty(people).AskedAt(app.Now).Confirmed(app.Now).Build())));
    }
}
