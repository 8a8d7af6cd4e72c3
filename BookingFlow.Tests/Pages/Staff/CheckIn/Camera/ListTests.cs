using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn.Camera;

public sealed class ListTests
{
    [Fact]
    public async Task List_has_no_ticket_and_no_readable_name_and_a_scanned_ticket_opens_its_name()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var ticket = Token.New();
        var party = new AReservation().Named("Zoë O’Hara").WithNotes("Wheelchair").OfParty(3).For(performance).Confirmed(app.Now).Build();
        await app.AddTicketAsync(party, ticket);
        using var device = await app.StaffAsync();

        var response = await device.PostAsDeviceAsync(CameraSteps.List, performance.Id);

        Assert.Equal((200, "application/json; charset=utf-8"), (response.Status, response.Header("Content-Type")));
        Assert.Contains("no-store", response.Header("Cache-Control"), StringComparison.Ordinal);
        string[] secrets =
        [
            "Zoë", "Zo\\u00EB", "O’Hara", "Wheelchair", party.Reference, party.Reference.Replace("-", "", StringComparison.Ordinal), "ada@example.org",
            ticket.CheckIn.Text, Base64Url.EncodeToString(ticket.CheckIn.Hash), Convert.ToHexString(ticket.CheckIn.Hash),
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, response.Body, StringComparison.OrdinalIgnoreCase));
        var list = response.Json();
        var listed = Assert.Single(list.GetProperty("parties").EnumerateArray());
        Assert.Equal(
            (party.Id, 3, 0, "confirmed"), (listed.Number("id"), listed.Number("size"), listed.Number("inside"), listed.Text("state")));
        Assert.Equal(JsonValueKind.Null, list.GetProperty("names").ValueKind);
        var (id, index, name) = Open(list, ticket.CheckIn);
        Assert.Equal((id, 0), (Assert.Single(list.GetProperty("codes").EnumerateArray())[0].GetString(), index));
        Assert.Equal(
            ("Zoë O’Hara", party.Reference, "Wheelchair"), (name.Text("name"), name.Text("reference"), name.Text("notes")));
    }

    [Fact]
    public async Task List_says_what_is_inside_and_nothing_of_other_evenings()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var other = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddHours(3)));
        var (inside, cancelled, elsewhere, walkIn, pending) = (
            new AReservation().OfParty(4).For(performance).Confirmed(app.Now).Build(),
            new AReservation().For(performance).Cancelled().Build(),
            new AReservation().For(other).Confirmed(app.Now).Build(),
            new AReservation().For(performance).Confirmed(app.Now).Build(),
            new AReservation().For(performance).Build());
        foreach (var party in new[] { inside, cancelled, elsewhere })
        {
            await app.AddTicketAsync(party);
        }

        await using (var db = app.Database.CreateDbContext())
        {
            db.Attach(performance);
            db.AddRange(walkIn, pending);
            await db.SaveChangesAsync();
        }

        await app.AdmitAsync(inside, 3);
        using var device = await app.StaffAsync();

        var list = (await device.PostAsDeviceAsync(CameraSteps.List, performance.Id)).Json();

        var parties = list.GetProperty("parties").EnumerateArray().ToList();
        Assert.Equal(
            [(inside.Id, 3, "confirmed", "Dora"), (cancelled.Id, 0, "cancelled", null), (walkIn.Id, 0, "confirmed", null)],
            parties.Select(p => (p.Number("id"), p.Number("inside"), p.Text("state"), p.Text("by"))).Order());
        Assert.Equal(2, list.GetProperty("codes").GetArrayLength());
        Assert.True(list.Number("lastEvent") > 0);
        Assert.EndsWith("Z", parties.Single(p => p.Number("inside") > 0).Text("at"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_is_recorded_with_person_and_evening_and_a_GET_neither_answers_nor_records()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var device = await app.StaffAsync(name: "Dora");

        Assert.Equal(404, (await device.OpenAsync($"{CameraSteps.List}?performance={performance.Id}")).Status);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.AuditLog.CountAsync(e => e.Action == AuditAction.DoorListDownloaded)));
        await device.PostAsDeviceAsync(CameraSteps.List, performance.Id);
        await device.PostAsDeviceAsync(CameraSteps.List, performance.Id);

        var entry = await app.Database.ReadAsync(db => db.AuditLog.SingleAsync(e => e.Action == AuditAction.DoorListDownloaded));
        Assert.Equal(("Dora", AuditSubject.Performance, performance.Id), (entry.StaffName, entry.Subject, entry.SubjectId));
    }

    [Fact]
    public async Task Only_lists_of_tonight_are_given_and_only_with_an_antiforgery_token()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var later = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(3)));
        var cancelled = await app.AddAsync(app.APerformanceTonight().With(p => p.CancelledAt = app.Now));
        using var device = await app.StaffAsync();
        var token = (await device.ArrivalsAsync(tonight.Id)).Text("token")!;

        foreach (var performance in new[] { $"{later.Id}", $"{cancelled.Id}", "4711", "x", "" })
        {
            var refused = await device.PostAsync(CameraSteps.List, ("performance", performance), ("_form", token));
            Assert.Equal((404, "not_found"), (refused.Status, refused.Json().Text("failure")));
        }

        var withoutToken = await device.PostAsync(CameraSteps.List, ("performance", $"{tonight.Id}"));
        Assert.Equal((400, "form_expired"), (withoutToken.Status, withoutToken.Json().Text("failure")));
        Assert.Equal(404, (await device.OpenAsync($"{CameraSteps.Arrivals}?performance={later.Id}")).Status);
        Assert.True((await device.ArrivalsAsync(cancelled.Id)).GetProperty("performance").GetProperty("cancelled").GetBoolean());
    }

    [Fact]
    public async Task Readable_names_are_in_the_list_once_the_venue_switches_them_on()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        await app.AddTicketAsync(new AReservation().Named("Zoë").For(performance).Confirmed(app.Now).Build());
        using var administrator = await app.StaffAsync(BookingFlow.Web.Staff.StaffRoles.Administrator);
        var settings = await administrator.OpenAsync("/staff/venue");
        Assert.Equal(303, (await administrator.SubmitAsync(settings, "main form", ("SearchesNamesOffline", "true"))).Status);
        Assert.True((await administrator.OpenAsync("/staff/venue")).Find("#SearchesNamesOffline").HasAttribute("checked"));

        var list = (await administrator.PostAsDeviceAsync(CameraSteps.List, performance.Id)).Json();

        Assert.True(list.GetProperty("nameSearch").GetBoolean());
        Assert.Equal("Zoë", Assert.Single(list.GetProperty("names").EnumerateArray()).Text("name"));
    }

    /// <summary>Finds and decrypts the entry of a ticket, as the script does.</summary>
    private static (string Id, int Party, JsonElement Name) Open(JsonElement list, Token ticket)
    {
        var salt = Base64Url.DecodeFromChars(list.Text("salt"));
        var hash = SHA256.HashData(Base64Url.DecodeFromChars(ticket.Text));
        var id = Base64Url.EncodeToString(HMACSHA256.HashData(hash, (byte[])[.. "bookingflow door list id v1"u8, .. salt]).AsSpan(0, 16));
        var code = list.GetProperty("codes").EnumerateArray().Single(entry => entry[0].GetString() == id);
        var box = Base64Url.DecodeFromChars(code[2].GetString());
        var text = new byte[box.Length - 28];
        using var cipher = new AesGcm(HMACSHA256.HashData(hash, (byte[])[.. "bookingflow door list name v1"u8, .. salt]), 16);
        cipher.Decrypt(box.AsSpan(0, 12), box.AsSpan(12, text.Length), box.AsSpan(box.Length - 16), text);
        return (id, code[1].GetInt32(), JsonDocument.Parse(Encoding.UTF8.GetString(text)).RootElement);
    }
}
