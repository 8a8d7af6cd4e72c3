using System.Text.Json;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Pages.Staff.CheckIn.Camera;

public sealed class RecordsTests
{
    [Fact]
    public async Task Scan_that_is_not_decided_yet_gets_the_answer_of_the_scan_station()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var party = new AReservation().OfParty(2).WithNotes("Wheelchair").For(performance).Confirmed(app.Now).Build();
        var code = app.Address + VisitorSteps.CheckInPath(await app.AddTicketAsync(party));
        using var device = await app.StaffAsync(name: "Dora");
        var scan = new { id = Guid.NewGuid(), code, at = app.Now, door = "main" };

        var admitted = await device.SendOneAsync(performance.Id, scan);
        var again = await device.SendOneAsync(performance.Id, scan);
        var second = await device.SendOneAsync(performance.Id, scan with { id = Guid.NewGuid() });
        var foreign = await device.SendOneAsync(
            performance.Id, new { id = Guid.NewGuid(), code = "https://elsewhere.example/menu", at = app.Now });

        Assert.Equal(
            ("admitted", true, 2, "in", app.Words()["Door.ComeIn"].Value, "Wheelchair", "Ada Lovelace", party.Reference),
            (admitted.Text("outcome"), admitted.GetProperty("admitted").GetBoolean(), admitted.Number("people"), admitted.Text("tone"),
                admitted.Text("title"), admitted.Text("notes"), admitted.Text("name"), admitted.Text("reference")));
        Assert.Equal(admitted.GetRawText(), again.GetRawText());
        Assert.Equal(
            ("already_checked_in", false, "no", "Dora", "main"),
            (second.Text("outcome"), second.GetProperty("admitted").GetBoolean(), second.Text("tone"), second.Text("by"), second.Text("door")));
        Assert.Contains("Dora", second.Text("happened"), StringComparison.Ordinal);
        Assert.Equal(("foreign_code", JsonValueKind.Null), (foreign.Text("outcome"), foreign.GetProperty("party").ValueKind));
        Assert.Equal(
            [ScanOutcome.Admitted, ScanOutcome.AlreadyCheckedIn, ScanOutcome.ForeignCode],
            await app.Database.ReadAsync(db => db.ScanEvents.OrderBy(e => e.Id).Select(e => e.Outcome).ToListAsync()));
    }

    [Fact]
    public async Task Two_devices_that_were_offline_are_both_told_that_the_party_was_checked_in_twice_and_where()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var party = await app.AddPartyAsync(performance, 4);
        using var main = await app.StaffAsync(name: "Dora");
        using var side = await app.StaffAsync(name: "Max");

        var late = await side.SendOneAsync(performance.Id, Admitted(app, party, 4, "side", minutesAgo: 2));
        var early = await main.SendOneAsync(performance.Id, Admitted(app, party, 4, "main", minutesAgo: 4));

        Assert.Equal(("admitted", 0), (late.Text("outcome"), late.Number("excess")));
        // The earlier admission makes the check-in; the other one is the second, although it was sent first.
        Assert.Equal(("admitted", 0, "Dora"), (early.Text("outcome"), early.Number("excess"), early.Text("by")));
        foreach (var device in new[] { main, side })
        {
            var arrivals = await device.ArrivalsAsync(performance.Id);
            Assert.Equal(4, arrivals.GetProperty("counts").Number("arrived"));
            var conflict = Assert.Single(arrivals.GetProperty("conflicts").EnumerateArray());
            Assert.Equal(
                (party.Id, "admitted_twice", 4, 4, "Ada Lovelace"),
                (conflict.Number("id"), conflict.Text("outcome"), conflict.Number("excess"), conflict.Number("size"), conflict.Text("name")));
            Assert.Equal(
                [("Dora", "main", 4), ("Max", "side", 4)],
                conflict.GetProperty("admissions").EnumerateArray().Select(a => (a.Text("by")!, a.Text("door")!, a.Number("people"))));
        }

        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        foreach (var page in new[] { "/staff", $"/staff/check-in/list?performance={performance.Id}", $"/staff/check-in/parties/{party.Id}" })
        {
            Assert.Matches("Checked in twice.*Dora, main.*Max, side", (await boxOffice.OpenAsync(page)).Text);
        }
    }

    [Fact]
    public async Task The_second_device_reads_in_its_answer_who_let_the_party_in_before()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var party = await app.AddPartyAsync(performance, 4);
        using var device = await app.StaffAsync(name: "Dora");
        await device.SendOneAsync(performance.Id, Admitted(app, party, 3, "main", minutesAgo: 4));

        var second = await device.SendOneAsync(performance.Id, Admitted(app, party, 3, "side", minutesAgo: 2));

        Assert.Equal(
            ("admitted_twice", true, 3, 2, 4, "wait", "Checked in twice"),
            (second.Text("outcome"), second.GetProperty("admitted").GetBoolean(), second.Number("people"), second.Number("excess"),
                second.Number("inside"), second.Text("tone"), second.Text("title")));
        Assert.Matches("3 people at .* by Dora, main; 3 people at .* by Dora, side", second.Text("happened"));
    }

    [Fact]
    public async Task Sending_twice_changes_nothing_also_after_the_account_was_disabled_and_another_one_sends()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var party = await app.AddPartyAsync(performance, 2);
        var dora = await app.AddStaffAsync(StaffRoles.Door, "Dora");
        using var device = app.Visitor();
        await device.SignInAsync(dora.Email!, BookingFlowApp.StaffPassword);
        var records = new object[]
        {
            Admitted(app, party, 2, "main", minutesAgo: 4),
            new { id = Guid.NewGuid(), party = party.Id, at = app.Now, decided = "refused", outcome = "already_checked_in", door = "main" },
            new { id = Guid.NewGuid(), code = "nonsense", at = app.Now, decided = "refused", outcome = "not_our_ticket" },
            new { id = Guid.NewGuid(), party = party.Id, at = app.Now },
        };
        var first = await device.SendAsync(performance.Id, records);
        var before = await app.DumpTablesAsync();

        var administrator = await app.AddStaffAsync(StaffRoles.Administrator);
        await app.Services.GetRequiredService<DisableStaff>().DisableAsync(
            dora.Id, new Actor(administrator.Id, "Ada"), CancellationToken.None);
        Assert.Equal(4, first.Json().GetProperty("answers").GetArrayLength());
        Assert.Equal(302, (await device.PostAsync(CameraSteps.Records, ("performance", $"{performance.Id}"))).Status);
        using var otto = await app.StaffAsync(name: "Otto");
        var second = await otto.SendAsync(performance.Id, records);

        Assert.Equal(
            first.Json().GetProperty("answers").GetRawText(), second.Json().GetProperty("answers").GetRawText());
        Assert.Equal(ScanRows(before), ScanRows(await app.DumpTablesAsync()));
    }

    [Fact]
    public async Task Malformed_record_is_answered_as_invalid_and_does_not_stop_the_others()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var party = await app.AddPartyAsync(performance, 2);
        using var device = await app.StaffAsync();
        var id = Guid.NewGuid().ToString();

        var response = await device.PostAsDeviceAsync(CameraSteps.Records, performance.Id, ("records", $$"""
            [null, 1, "x", [], {}, {"id":"{{id}}"}, {"id":"\ud800","at":"2026-11-27T19:42:00Z"}, {"id":"{{id}}","at":"soon","party":1},
             {"id":"{{id}}","at":"2026-11-27T19:42:00Z","party":{{party.Id}},"people":"many"},
             {"id":"{{id}}","at":"2026-11-27T19:42:00Z","party":{{party.Id}},"people":0,"decided":"admitted"},
             {"id":"{{id}}","at":"2026-11-27T19:42:00Z","party":{{party.Id}},"code":"x"},
             {"id":"{{id}}","at":"2026-11-27T19:42:00Z","reference":"x"},
             {"id":"{{id}}","at":"2026-11-27T19:42:00Z","party":{{party.Id}},"decided":"perhaps"},
             {"id":"{{id}}","at":"2026-11-27T19:42:00Z","party":{{party.Id}},"decided":"refused","outcome":"admitted"},
             {"id":"{{id}}","at":"2026-11-27T19:42:00Z","party":{{party.Id}},"decided":"refused"},
             {"id":"{{Guid.NewGuid()}}","at":"0001-01-01T00:00:00Z","offsetMs":1e999,"party":{{party.Id}},"people":2,"decided":"admitted"}]
            """));

        Assert.Equal(200, response.Status);
        var answers = response.Json().GetProperty("answers").EnumerateArray().ToList();
        Assert.Equal(16, answers.Count);
        Assert.All(answers[..15], answer => Assert.Equal("invalid", answer.Text("outcome")));
        Assert.Equal(id, answers[5].Text("id"));
        Assert.True(answers[15].GetProperty("admitted").GetBoolean());
        Assert.Single(await app.Database.ReadAsync(db => db.ScanEvents.ToListAsync()));
    }

    [Fact]
    public async Task Whatever_a_record_contains_it_is_answered()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var party = await app.AddPartyAsync(performance, 2);
        using var device = await app.StaffAsync();
        var token = (await device.ArrivalsAsync(performance.Id)).Text("token")!;
        string[] values =
        [
            "null", "\"\"", "\"a\\u0000b\"", "\"\\ud800\"", "-1", "0", "1", "1e999", "99999999999999999999", "true", "[]", "{}", "\"admitted\"", "\"refused\"",
            "\"already_checked_in\"", "\"2026-11-27T19:42:00Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", $"{party.Id}",
            $"\"{party.Reference}\"", $"\"{Guid.NewGuid()}\"", $"\"{new string('x', 3000)}\"", "\"https://elsewhere.example/\"", "\"٣\"",
        ];
        string[] names = ["id", "code", "party", "reference", "people", "remainder", "at", "offsetMs", "listAt", "door", "decided", "outcome"];
        var record = Gen.Select(Gen.Int[0, values.Length - 1].Array[names.Length], Gen.Bool.Array[names.Length]).Select((picked, isSet) =>
            $"{{{string.Join(',', names.Index().Where(name => isSet[name.Index]).Select(name => $"\"{name.Item}\":{Usual(name.Item, values[picked[name.Index]])}"))}}}");

        await record.Array[1, 5].SampleAsync(
            async records => (await device.PostAsync(
                CameraSteps.Records, ("performance", $"{performance.Id}"), ("_form", token), ("records", $"[{string.Join(',', records)}]"))).Status == 200,
            iter: 100,
            threads: 1);

        // Half of the records are well-formed in these two, so that the other fields are read at all.
        string Usual(string name, string value) => name switch
        {
            "id" when value.Length % 2 == 0 => $"\"{Guid.NewGuid()}\"",
            "at" when value.Length % 2 == 0 => "\"2026-11-27T19:42:00Z\"",
            _ => value,
        };
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1")]
    [InlineData("null")]
    public async Task Anything_but_an_array_of_records_is_refused(string records)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var device = await app.StaffAsync();

        var response = await device.PostAsDeviceAsync(CameraSteps.Records, performance.Id, ("records", records));

        Assert.Equal((400, "invalid_input"), (response.Status, response.Json().Text("failure")));
    }

    [Fact]
    public async Task More_than_fifty_records_and_an_unknown_performance_are_refused()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var party = await app.AddPartyAsync(performance, 2);
        using var device = await app.StaffAsync();
        var token = (await device.ArrivalsAsync(performance.Id)).Text("token")!;

        Assert.Equal(
            400, (await device.SendAsync(performance.Id, [.. Enumerable.Repeat<object>(Admitted(app, party, 1, "main", 0), 51)])).Status);
        Assert.Equal(200, (await device.SendAsync(performance.Id, [.. Enumerable.Repeat<object>(Admitted(app, party, 1, "main", 0), 50)])).Status);
        var unknown = await device.PostAsync(
            CameraSteps.Records, ("performance", "4711"), ("_form", token),
            ("records", JsonSerializer.Serialize(new[] { Admitted(app, party, 1, "main", 0) })));
        Assert.Equal(404, unknown.Status);
    }

    [Fact]
    public async Task Without_antiforgery_token_or_signed_in_steward_nothing_is_recorded()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var party = await app.AddPartyAsync(performance, 2);
        var fields = new[]
        {
            ("performance", $"{performance.Id}"), ("records", JsonSerializer.Serialize(new[] { Admitted(app, party, 2, "main", 0) })),
        };
        using var steward = await app.StaffAsync();
        using var withoutRole = await app.StaffAsync(role: null);
        using var visitor = app.Visitor();

        Assert.Equal(400, (await steward.PostAsync(CameraSteps.Records, fields)).Status);
        Assert.Equal(403, (await withoutRole.PostAsync(CameraSteps.Records, fields)).Status);
        Assert.Equal(302, (await visitor.PostAsync(CameraSteps.Records, fields)).Status);
        Assert.Empty(await app.Database.ReadAsync(db => db.ScanEvents.ToListAsync()));
    }

    [Fact]
    public async Task A_record_of_an_evening_that_is_over_is_still_recorded()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var performance = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(-2)));
        var party = await app.AddPartyAsync(performance, 2);
        using var device = await app.StaffAsync();
        var token = (await device.ArrivalsAsync(tonight.Id)).Text("token")!;

        var response = await device.PostAsync(
            CameraSteps.Records, ("performance", $"{performance.Id}"), ("_form", token),
            ("records", JsonSerializer.Serialize(new[] { Admitted(app, party, 2, "main", minutesAgo: 2 * 24 * 60) })));

        Assert.Equal("admitted", response.Json().GetProperty("answers")[0].Text("outcome"));
    }

    [Fact]
    public async Task Arrivals_have_the_parties_of_the_other_door_since_the_last_entry()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var parties = new List<Reservation>();
        for (var i = 0; i < 30; i++)
        {
            parties.Add(await app.AddPartyAsync(performance, 2));
        }

        using var main = await app.StaffAsync(name: "Dora");
        using var side = await app.StaffAsync(name: "Max");
        await main.SendAsync(performance.Id, [.. parties.Take(29).Select(party => Admitted(app, party, 2, "main", minutesAgo: 1))]);
        var seen = (await side.ArrivalsAsync(performance.Id)).Number("lastEvent");
        await main.SendOneAsync(performance.Id, Admitted(app, parties[29], 1, "main", minutesAgo: 0));

        var arrivals = await side.ArrivalsAsync(performance.Id, seen);

        var news = arrivals.GetProperty("parties").EnumerateArray().ToList();
        Assert.Contains(news, party => (party.Number("id"), party.Number("inside"), party.Text("by")) == (parties[29].Id, 1, "Dora"));
        Assert.Equal(21, news.Count);
        Assert.Equal(
            (59, 1, 60), (arrivals.GetProperty("counts").Number("arrived"), arrivals.GetProperty("counts").Number("stillToCome"),
                arrivals.GetProperty("counts").Number("confirmed")));
        Assert.Equal("Max", arrivals.GetProperty("staff").Text("name"));
    }

    private static object Admitted(BookingFlowApp app, Reservation party, int people, string door, int minutesAgo) => new
    {
        id = Guid.NewGuid(),
        party = party.Id,
        people,
        at = app.Now.AddMinutes(-minutesAgo),
        offsetMs = 0,
        door,
        decided = "admitted",
    };

    private static string ScanRows(string dump) => string.Join('\n', dump.Split('\n').Where(
        row => row.Contains("admitted", StringComparison.Ordinal) || row.Contains("already_checked_in", StringComparison.Ordinal)));
}
