using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

/// <summary>Responses of the scan station to every kind of input, the scan events that it records, and its door setting.</summary>
public sealed class StationAnswersTests
{
    [Fact]
    public async Task A_chosen_door_is_kept_and_named_when_a_ticket_is_scanned_again()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var here = await app.AddAsync(app.APerformanceTonight());
        var (_, code) = await TicketAsync(app, here);
        using var dora = await app.StaffAsync(name: "Dora");
        Assert.Equal(303, (await SetDoorAsync(dora, $"{here.Id}", "Main entrance")).Status);
        await ScanAsync(dora, code);
        var response = await ScanAsync(dora, code);

        Assert.Equal(409, response.Status);
        Assert.Contains("at the door “Main entrance”", response.Text, StringComparison.Ordinal);
        Assert.Contains("Ada Lovelace", response.Text, StringComparison.Ordinal);
        Assert.Equal("Main entrance", response.Find("#DoorName").GetAttribute("value"));
        Assert.Equal($"{here.Id}", response.Find("#DoorOf option[selected]").GetAttribute("value"));
    }

    [Fact]
    public async Task Choosing_a_performance_on_the_tonight_page_keeps_the_door_name()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var here = await app.AddAsync(app.APerformanceTonight());
        using var dora = await app.StaffAsync();
        await SetDoorAsync(dora, "", "Stage door");
        Assert.Equal(303, (await dora.SubmitAsync(await dora.OpenAsync("/staff"), "form[action='/staff/check-in/door']")).Status);
        var station = await dora.OpenAsync("/staff/check-in");

        Assert.Equal(
            ("Stage door", $"{here.Id}"),
            (station.Find("#DoorName").GetAttribute("value"), station.Find("#DoorOf option[selected]").GetAttribute("value")));
    }

    [Fact]
    public async Task An_invalid_door_name_or_performance_shows_an_error_beside_its_field()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.AddAsync(app.APerformanceTonight());
        using var dora = await app.StaffAsync();
        var name = new string('x', Limits.DoorName + 1);
        var response = await SetDoorAsync(dora, "", name);

        Assert.Equal(400, response.Status);
        Assert.Equal(name, response.Find("#DoorName").GetAttribute("value"));
        Assert.Contains($"{Limits.DoorName} characters", response.Find("#DoorName-message").TextContent, StringComparison.Ordinal);
        Assert.True(response.Find("#Code").HasAttribute("autofocus"));
        var form = await dora.OpenAsync("/staff/check-in");
        Assert.NotNull((await dora.SubmitAsync(form, "form.door-choice", ("DoorOf", "999"))).Document.QuerySelector("#DoorOf-message"));
        Assert.Equal("", (await dora.OpenAsync("/staff/check-in")).Find("#DoorName").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_party_found_by_reference_can_be_admitted_in_two_parts()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (party, code) = await TicketAsync(app, await app.AddAsync(app.APerformanceTonight()), people: 5);
        using var dora = await app.StaffAsync();
        var shown = await ScanAsync(dora, party.Reference);
        Assert.Equal(
            ["1", "2", "3", "4", "5"], shown.Document.QuerySelectorAll("form.admission button[name='People']").Select(b => b.GetAttribute("value")));

        var partlyAdmitted = await dora.SubmitAsync(shown, "form.admission", ("People", "3"));
        Assert.Equal(200, partlyAdmitted.Status);
        Assert.Contains("3 of 5 checked in, 2 still to come", partlyAdmitted.Text, StringComparison.Ordinal);

        var again = await ScanAsync(dora, code);
        Assert.Equal(409, again.Status);
        Assert.Contains("2 still to come", again.Find(".outcome").TextContent, StringComparison.Ordinal);
        var tooMany = await dora.SubmitAsync(again, "form.admission", ("People", "3"));
        Assert.Equal(400, tooMany.Status);
        Assert.Equal("3", tooMany.Find("#People").GetAttribute("value"));
        Assert.Contains("Number of people must be 2 or fewer", tooMany.Find("#People-message").TextContent, StringComparison.Ordinal);
        Assert.Equal(400, (await dora.SubmitAsync(again, "form.admission", ("People", "two"))).Status);

        var remainder = NoScriptBrowser.Fields(tooMany, "form.admission", ("People", "2"));
        foreach (var _ in new[] { 1, 2 })
        {
            var answered = await dora.PostAsync("/staff/check-in?handler=Admit", remainder);
            Assert.Equal(200, answered.Status);
            Assert.Contains("5 of 5 checked in", answered.Text, StringComparison.Ordinal);
        }

        Assert.Equal(5, await app.Database.ReadAsync(db => db.CheckIns.Select(c => c.People).SingleAsync()));
        var last = await ScanAsync(dora, code);
        Assert.Equal(409, last.Status);
        Assert.Null(last.Document.QuerySelector("form.admission"));
    }

    [Fact]
    public async Task The_number_of_admitted_people_can_be_corrected_after_a_scan()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, code) = await TicketAsync(app, await app.AddAsync(app.APerformanceTonight()), people: 5);
        using var dora = await app.StaffAsync();
        var admitted = await ScanAsync(dora, code);
        Assert.Equal(400, (await dora.SubmitAsync(admitted, "form.correction", ("People", "9"))).Status);
        var corrected = await dora.SubmitAsync(admitted, "form.correction", ("People", "3"));

        Assert.Equal(200, corrected.Status);
        Assert.Contains("3 of 5 checked in, 2 still to come", corrected.Text, StringComparison.Ordinal);
        Assert.Equal(3, await app.Database.ReadAsync(db => db.CheckIns.Select(c => c.People).SingleAsync()));
        Assert.Contains("2 still to come", (await ScanAsync(dora, code)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello muller", ScanOutcome.NotOurTicket)]
    [InlineData("https://elsewhere.example/menu", ScanOutcome.ForeignCode)]
    [InlineData("AAAA-AA", ScanOutcome.NotOurTicket)]
    public async Task An_unknown_code_is_recorded_once_and_offers_a_search_unless_it_is_foreign(string input, ScanOutcome outcome)
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var dora = await app.StaffAsync();
        var fields = NoScriptBrowser.Fields(await dora.OpenAsync("/staff/check-in"), "form.scan", ("Code", input));
        var response = await dora.PostAsync("/staff/check-in", fields);
        await dora.PostAsync("/staff/check-in", fields);

        Assert.Equal(404, response.Status);
        Assert.Equal(outcome, (await app.Database.ReadAsync(db => db.ScanEvents.SingleAsync())).Outcome);
        Assert.Equal(
            outcome == ScanOutcome.ForeignCode ? null : $"/staff/check-in/find?q={Uri.EscapeDataString(input)}",
            response.Document.QuerySelector("a[href*='find?q']")?.GetAttribute("href"));
        Assert.DoesNotContain(input, await app.DumpTablesAsync(), StringComparison.Ordinal);
        Assert.True(response.Find("#Code").HasAttribute("autofocus"));
    }

    [Theory]
    [InlineData(StaffRoles.Door, false)]
    [InlineData(StaffRoles.BoxOffice, true)]
    public async Task A_ticket_of_another_performance_names_it_and_the_box_office_can_move_the_party(string role, bool mayMove)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (here, there) = (
            await app.AddAsync(app.APerformanceTonight()), await app.AddAsync(app.APerformanceTonight().In(new ARoom().Named("The Attic").Build())));
        var (party, code) = await TicketAsync(app, there);
        using var person = await app.StaffAsync(role);
        await SetDoorAsync(person, $"{here.Id}", "");
        foreach (var response in new[] { await ScanAsync(person, code), await ScanAsync(person, party.Reference),
            await person.OpenAsync(new Uri(code).PathAndQuery) })
        {
            Assert.Equal(409, response.Status);
            Assert.Contains("The Attic", response.Text, StringComparison.Ordinal);
            Assert.Equal(mayMove, response.Document.QuerySelector($"a[href='/staff/check-in/parties/{party.Id}/move']") is not null);
        }

        // Opening the address on a phone within the same minute adds no third scan event.
        Assert.Equal(
            2,
            await app.Database.ReadAsync(
                db => db.ScanEvents.CountAsync(e => e.Outcome == ScanOutcome.WrongPerformance && e.AssignedPerformanceId == here.Id)));
    }

    [Fact]
    public async Task The_station_shows_the_counts_of_its_door_and_the_stewards_last_ten_scans()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var here = await app.AddAsync(app.APerformanceTonight().WithCapacity(40));
        await app.AddAsync(app.APerformanceTonight());
        await app.AddAsync(app.APerformanceTonight().At(app.Now.AddHours(8)));
        await TicketAsync(app, here, people: 8);
        var (party, code) = await TicketAsync(app, here, people: 4);
        using var dora = await app.StaffAsync(name: "Dora");
        using var otto = await app.StaffAsync(name: "Otto");
        await ScanAsync(dora, code);
        for (var i = 0; i < 10; i++)
        {
            await ScanAsync(dora, $"unknown {i}");
        }

        var station = await ScanAsync(dora, code);
        Assert.Equal(2, station.Document.QuerySelectorAll(".door-count").Length);
        var lines = station.Document.QuerySelectorAll(".last-scan");
        Assert.Equal(10, lines.Length);
        Assert.Contains("Already checked in", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Equal($"/staff/check-in/parties/{party.Id}", lines[0].QuerySelector("a")?.GetAttribute("href"));
        Assert.Empty((await otto.OpenAsync("/staff/check-in")).Document.QuerySelectorAll(".last-scan"));

        await SetDoorAsync(dora, $"{here.Id}", "");
        var counts = Assert.Single((await dora.OpenAsync("/staff/check-in")).Document.QuerySelectorAll(".door-count"));
        Assert.Equal(["4", "8", "12", "28"], counts.QuerySelectorAll("dd").Select(dd => dd.TextContent));
    }

    [Fact]
    public async Task Two_parallel_scans_admit_a_party_once()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, code) = await TicketAsync(app, await app.AddAsync(app.APerformanceTonight()));
        using var dora = await app.StaffAsync(name: "Dora");
        using var otto = await app.StaffAsync(name: "Otto");
        var (one, other) = (await dora.OpenAsync("/staff/check-in"), await otto.OpenAsync("/staff/check-in"));

        var answers = await Task.WhenAll(dora.SubmitAsync(one, "form.scan", ("Code", code)), otto.SubmitAsync(other, "form.scan", ("Code", code)));

        Assert.Equal([200, 409], answers.Select(a => a.Status).Order());
    }

    [Fact]
    public async Task Going_back_and_scanning_another_ticket_is_a_new_scan_and_a_resubmission_is_not()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var ((ada, adas), (eve, eves)) = (await TicketAsync(app, tonight), await TicketAsync(app, tonight));
        using var dora = await app.StaffAsync();
        var form = await dora.OpenAsync("/staff/check-in");
        foreach (var (code, party) in new[] { (adas, ada), (eves, eve), (adas, ada) })
        {
            var answered = await dora.SubmitAsync(form, "form.scan", ("Code", code));
            Assert.Equal(200, answered.Status);
            Assert.Contains(party.Reference, answered.Find(".outcome").TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(2, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
        Assert.Equal(409, (await ScanAsync(dora, adas)).Status);
    }

    private static async Task<BrowserResponse> ScanAsync(NoScriptBrowser steward, string code) =>
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", code));

    private static async Task<BrowserResponse> SetDoorAsync(NoScriptBrowser steward, string performance, string name) =>
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.door-choice", ("DoorOf", performance), ("DoorName", name));

    /// <returns>The stored party, and the address in its QR code.</returns>
    private static async Task<(Reservation Party, string Code)> TicketAsync(BookingFlowApp app, Performance performance, int people = 2)
    {
        var party = new AReservation().For(performance).OfParty(people).CreatedAt(app.Now).Confirmed(app.Now).Build();
        return (party, app.Address + VisitorSteps.CheckInPath(await app.AddTicketAsync(party)));
    }
}
