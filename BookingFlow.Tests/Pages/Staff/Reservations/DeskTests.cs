using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

/// <summary>What the desk does for groups, for parties of several evenings, and after a mistake.</summary>
public sealed class DeskTests : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _desk = null!;
    private Performance _performance = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _desk = await _app.StaffAsync(StaffRoles.BoxOffice, "Olga");
        _performance = await _app.AddAsync(_app.APerformanceTonight());
    }

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_group_above_the_limit_is_added_with_a_note()
    {
        var form = await _desk.OpenAsync($"/staff/reservations/new?performance={_performance.Id}");
        (string, string)[] group = [("Name", "Form 4b"), ("PartySize", "25"), ("Email", "school@visitors.example")];
        var wrong = await _desk.SubmitAsync(form, "main form", [.. group, ("StaffNote", new string('x', Limits.StaffNote + 1))]);
        Assert.Equal((400, "true"), (wrong.Status, wrong.Find("#StaffNote").GetAttribute("aria-invalid")));

        var added = await _desk.SubmitAsync(wrong, "main form", [.. group, ("StaffNote", "Two teachers free")]);

        Assert.Equal(303, added.Status);
        Assert.Contains("Two teachers free", (await _desk.OpenAsync(added.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reservation_is_copied_to_another_performance()
    {
        var other = await _app.AddAsync(_app.APerformanceTonight().At(_app.Now.AddDays(1)));
        var party = await StoreAsync(new AReservation().WithPhone("0471 1").WithNotes("by bus").OfParty(3), "front row");
        var page = await _desk.OpenAsync($"/staff/reservations/{party.Id}");

        var form = await _desk.OpenAsync(page.Link("/staff/reservations/new?from="));
        var kept = NoScriptBrowser.Fields(form, "main form").ToDictionary(field => field.Name, field => field.Value);
        Assert.Equal(
            ("Ada Lovelace", "ada@example.org", "0471 1", "by bus", "3", "front row"),
            (kept["Name"], kept["Email"], kept["Phone"], kept["Notes"].Trim(), kept["PartySize"], kept["StaffNote"].Trim()));
        Assert.Equal(303, (await _desk.SubmitAsync(form, "main form", ("Performance", $"{other.Id}"))).Status);

        Assert.Equal(
            [(_performance.Id, 3), (other.Id, 3)],
            (await _app.Database.ReadAsync(db => db.Reservations.OrderBy(r => r.Id).Select(r => new { r.PerformanceId, r.PartySize }).ToListAsync()))
                .Select(r => (r.PerformanceId, r.PartySize)));
    }

    [Fact]
    public async Task All_tickets_of_a_party_are_printed_one_a_sheet()
    {
        var (other, tomorrow) = (await _app.AddAsync(_app.APerformanceTonight()), _app.APerformanceTonight().At(_app.Now.AddDays(1)));
        var party = await StoreAsync(new AReservation());
        await StoreAsync(new AReservation().WithEmail("ada@example.org"), at: await _app.AddAsync(tomorrow));
        await StoreAsync(new AReservation().WithEmail("eve@example.org"), at: other);
        var page = await _desk.OpenAsync($"/staff/reservations/{party.Id}");

        var list = await _desk.OpenAsync(page.Link($"/staff/reservations/{party.Id}/tickets"));
        var tickets = await _desk.SubmitAsync(list, "main form");

        Assert.Equal((200, "no-store"), (tickets.Status, tickets.Header("Cache-Control")));
        Assert.Equal(2, tickets.Document.QuerySelectorAll(".ticket-sheet .ticket img.qr").Length);
        Assert.Equal(2, await _app.Database.ReadAsync(db => db.Tokens.CountAsync(t => t.Purpose == TokenPurpose.CheckIn)));
        Assert.Equal(2, await _app.Database.ReadAsync(db => db.AuditLog.CountAsync(e => e.Action == AuditAction.TicketPrinted)));
        var single = await StoreAsync(new AReservation().WithEmail(null), at: other);
        Assert.Null((await _desk.OpenAsync($"/staff/reservations/{single.Id}")).Document.QuerySelector("a[href$='/tickets']"));
    }

    [Fact]
    public async Task A_cancellation_is_undone_while_seats_are_left()
    {
        var party = await StoreAsync(new AReservation());
        var path = $"/staff/reservations/{party.Id}";
        Assert.Null((await _desk.OpenAsync(path)).Document.QuerySelector("form[action*='Reinstate']"));
        Assert.Equal(303, (await _desk.SubmitAsync(await _desk.OpenAsync($"{path}/cancel"), "main form")).Status);

        var undone = await _desk.SubmitAsync(await _desk.OpenAsync(path), "form[action*='Reinstate']");

        Assert.Equal((303, $"{path}?done=undone"), (undone.Status, undone.Location));
        Assert.Equal(2, await _app.Database.ReadAsync(db => db.Performances.Select(p => p.ConfirmedSeats).SingleAsync()));
        Assert.Equal(303, (await _desk.SubmitAsync(await _desk.OpenAsync($"{path}/cancel"), "main form")).Status);
        await _app.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ManuallyOccupiedSeats, 39)));
        var full = await _desk.OpenAsync(path);
        Assert.Null(full.Document.QuerySelector("form[action*='Reinstate']"));
        Assert.Contains(_app.Words()["Desk.Reinstate.TooFew"].Value, full.Text, StringComparison.Ordinal);
    }

    private async Task<Reservation> StoreAsync(AReservation party, string? staffNote = null, Performance? at = null)
    {
        var performance = at ?? _performance;
        var built = party.For(performance).CreatedAt(_app.Now).Confirmed(_app.Now).Build();
        built.StaffNote = staffNote;
        await using var db = _app.Database.CreateDbContext();
        db.Attach(performance);
        db.Add(built);
        await db.SaveChangesAsync();
        await db.Performances.Where(p => p.Id == performance.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.ConfirmedSeats, performance.ConfirmedSeats));
        return built;
    }
}
