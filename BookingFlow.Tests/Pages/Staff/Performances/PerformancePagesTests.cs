using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Performances;

public sealed class PerformancePagesTests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private BookingFlowApp _app = shared.App;
    private BookingFlowApp? _own;
    private NoScriptBrowser _administrator = null!;

    public async ValueTask InitializeAsync() => _administrator = await _app.StaffAsync(StaffRoles.Administrator, "Dora");

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_performance_is_planned_with_the_form_alone_and_its_page_says_so()
    {
        var model = await _app.AddAsync(Tonight);
        var form = await _administrator.OpenAsync($"/staff/performances/new?show={model.ShowId}");
        Assert.Equal($"{model.ShowId}", form.Find("#Show option[selected]").GetAttribute("value"));
        var wrong = await SendAsync(form, ("Date", "2099-02-30"), ("Time", "20:15"), ("MaxPartySize", "0"));
        Assert.Equal(400, wrong.Status);
        Assert.Equal("20:15", wrong.Find("#Time").GetAttribute("value"));
        Assert.NotEmpty(wrong.Find("#Date-message").TextContent);
        Assert.NotNull(wrong.Find("a[href='#MaxPartySize']"));

        var done = await SendAsync(wrong, ("Room", $"{model.RoomId}"), ("Date", "2099-03-14"), ("MaxPartySize", "6"), ("AdditionalSeats", "4"));
        Assert.Equal(303, done.Status);
        var page = await _administrator.OpenAsync(done.Location!);
        Assert.Contains(_app.Words()["Done.Added"].Value, page.Text, StringComparison.Ordinal);
        Assert.Equal(["40", "+ 4", "− 0", "− 0", "= 44"], page.Document.QuerySelectorAll(".sum dd").Select(e => e.TextContent.Trim()));
    }

    [Theory]
    [InlineData("2027-03-28", "02:30", "#Time-message", "Field.DoesNotExist")]
    [InlineData("2027-10-31", "02:30", "#Occurrence-message", "Field.HappensTwice")]
    public async Task In_the_night_of_a_clock_change_it_is_refused_or_asked(string date, string time, string message, string words)
    {
        await using var app = await BookingFlowApp.StartAsync(settings: ("Venue:TimeZone", "Europe/Rome"));
        var model = await app.AddAsync(app.APerformanceTonight());
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);
        var form = await administrator.OpenAsync("/staff/performances/new");
        Assert.Empty(form.Document.QuerySelectorAll("#Occurrence"));

        var asked = await administrator.SubmitAsync(
            form, "main form", ("Show", $"{model.ShowId}"), ("Room", $"{model.RoomId}"), ("Date", date), ("Time", time));
        Assert.Equal(400, asked.Status);
        Assert.Equal(app.Words()[words].Value, asked.Find(message).TextContent);
        if (asked.Document.QuerySelector("#Occurrence") is not null)
        {
            Assert.Equal(303, (await administrator.SubmitAsync(asked, "main form", ("Occurrence", "Second"))).Status);
            Assert.Equal(1, (await app.Database.ReadAsync(db => db.Performances.OrderBy(p => p.StartsAt).LastAsync())).StartsAt.Hour);
        }
    }

    [Fact]
    public async Task The_list_shows_what_is_to_come_with_its_sum_and_finds_by_show_and_room()
    {
        await UseOwnAppAsync();
        var tempest = await _app.AddAsync(Tonight.WithCapacity(40).WithConfirmedSeats(30));
        await _app.AddAsync(Tonight.Of(new AShow().Titled("Hamlet 100%").Build()).In(new ARoom().Named("Cellar").Build()));
        await _app.AddAsync(Tonight.Of(new AShow().Titled("Yesterday").Build()).At(_app.Now.AddDays(-1)));

        var list = await _administrator.OpenAsync("/staff/performances");
        var rows = list.Document.QuerySelectorAll(".list tbody tr");
        Assert.Equal(2, rows.Length);
        Assert.Equal(
            ["40", "30", "10"],
            list.Find($"tr:has(a[href='/staff/performances/{tempest.Id}'])").QuerySelectorAll(".number").Select(e => e.TextContent));
        foreach (var (search, found) in new[] { ("hamlet cellar", 1), ("100%", 1), ("%", 1), ("_", 0), ("tempest", 1), ("nobody", 0), ("[", 0) })
        {
            var place = await _administrator.OpenAsync($"/staff/performances?q={Uri.EscapeDataString(search)}");
            Assert.Equal(found, place.Document.QuerySelectorAll(".list tbody tr").Length);
        }

        Assert.Contains("Yesterday", (await _administrator.OpenAsync("/staff/performances?past=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_would_be_without_a_seat_is_shown_before_seats_are_taken_away()
    {
        var performance = await _app.AddAsync(Tonight.WithCapacity(10));
        await ConfirmedAsync(performance, "Ada", 4);
        await ConfirmedAsync(performance, "Bob", 3);
        await ConfirmedAsync(performance, "Cleo", 2);
        using var desk = await _app.StaffAsync(StaffRoles.BoxOffice, "Bea");
        var form = await desk.OpenAsync($"/staff/performances/{performance.Id}/seats");
        var asked = await desk.SubmitAsync(form, "main form", ("OccupiedSeats", "4"), ("Reason", "Orchestra"));

        Assert.Equal(409, asked.Status);
        Assert.Contains(_app.Words()["Failure.SeatsBelowConfirmed.Title"].Value, asked.Text, StringComparison.Ordinal);
        Assert.Equal(["Bob", "Cleo"], asked.Document.QuerySelectorAll(".list tbody th").Select(e => e.TextContent));
        Assert.Equal("4", asked.Find("#OccupiedSeats").GetAttribute("value"));
        Assert.Equal(0, (await ReadAsync(performance.Id)).ManuallyOccupiedSeats);

        // More people without a seat than were shown are asked about anew, and the box is not ticked any more.
        var more = await desk.SubmitAsync(asked, "main form", ("OccupiedSeats", "6"), ("InSpite", "true"));
        Assert.Equal(409, more.Status);
        Assert.Null(more.Find("#InSpite").GetAttribute("checked"));
        Assert.Equal(0, (await ReadAsync(performance.Id)).ManuallyOccupiedSeats);

        var done = await desk.SubmitAsync(asked, "main form", ("InSpite", "true"));
        Assert.Equal(303, done.Status);
        var page = await desk.OpenAsync(done.Location!);
        Assert.Equal("= −3", page.Find(".sum-left dd").TextContent.Trim());
        Assert.Contains("Bea", page.Find(".list tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("Orchestra", page.Find(".list tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_time_says_how_many_parties_hold_tickets_and_asks_once_more()
    {
        var performance = await _app.AddAsync(Tonight.At(_app.Now.AddDays(3).Date.AddHours(18)));
        await ConfirmedAsync(performance, "Ada", 2);
        var form = await _administrator.OpenAsync($"/staff/performances/{performance.Id}/edit");
        Assert.Empty(form.Document.QuerySelectorAll("#InSpite"));
        var asked = await SendAsync(form, ("Time", "23:45"));
        Assert.Equal(409, asked.Status);
        Assert.Contains(
            _app.Words()["Performances.EditInSpite.one"].Value.Replace("{0}", "1", StringComparison.Ordinal), asked.Text, StringComparison.Ordinal);

        Assert.Equal(303, (await SendAsync(asked, ("InSpite", "true"))).Status);
        Assert.NotEqual(performance.StartsAt, (await ReadAsync(performance.Id)).StartsAt);
    }

    [Fact]
    public async Task It_is_played_again_on_several_dates_at_once_or_on_none()
    {
        await UseOwnAppAsync();
        var performance = await _app.AddAsync(Tonight);
        var form = await _administrator.OpenAsync($"/staff/performances/{performance.Id}/copy");
        var wrong = await SendAsync(form, ("Dates", "2099-03-14\r\n2099-02-30\r\n2020-01-01"));
        Assert.Equal(400, wrong.Status);
        Assert.Contains("2099-02-30", wrong.Find("#Dates-message").TextContent, StringComparison.Ordinal);
        Assert.Contains("2020-01-01", wrong.Find("#Dates-message").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await _app.Database.ReadAsync(db => db.Performances.CountAsync()));

        var done = await SendAsync(wrong, ("Dates", "2099-03-14\r\n2099-03-15"));
        Assert.Equal(303, done.Status);
        Assert.Equal(3, (await _administrator.OpenAsync(done.Location!)).Document.QuerySelectorAll(".list tbody tr").Length);
    }

    [Fact]
    public async Task Calling_off_says_what_it_does_and_then_every_party_gets_a_mail_and_is_told_on_its_ticket()
    {
        await UseOwnAppAsync();
        var performance = await _app.AddAsync(Tonight);
        using var visitor = _app.Visitor();
        var ticket = await _app.TicketAsync(visitor, performance.Id, people: 3);
        var form = await _administrator.OpenAsync($"/staff/performances/{performance.Id}/cancel");
        Assert.Contains("3 confirmed people", form.Text, StringComparison.Ordinal);
        Assert.Contains("1 party is told by mail", form.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await SendAsync(form)).Status);

        var done = await SendAsync(form, ("Reason", "Illness"));
        Assert.Equal(303, done.Status);
        var page = await _administrator.OpenAsync(done.Location!);
        Assert.Contains(_app.Words()["Performances.CalledOffAt"].Value, page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("a[href$='/edit'], a[href$='/seats'], a[href$='/cancel']"));
        Assert.Contains(await _app.MailAsync(3), mail => mail.Subject == _app.Words()["Mail.PerformanceCancelled.Subject", "The Tempest"].Value);
        var told = await visitor.OpenAsync(ticket);
        Assert.Equal(409, told.Status);
        Assert.Contains(_app.Words()["Failure.BookingClosed.Cancelled.Title"].Value, told.Text, StringComparison.Ordinal);
        foreach (var act in new[] { "edit", "seats", "cancel" })
        {
            Assert.Equal(409, (await _administrator.OpenAsync($"/staff/performances/{performance.Id}/{act}")).Status);
        }
    }

    [Fact]
    public async Task The_box_office_reads_and_changes_seats_but_neither_plans_nor_calls_off()
    {
        var performance = await _app.AddAsync(Tonight);
        using var desk = await _app.StaffAsync(StaffRoles.BoxOffice);
        using var door = await _app.StaffAsync(StaffRoles.Door);
        foreach (var (path, status) in new[] { ("", 200), ($"/{performance.Id}", 200), ($"/{performance.Id}/seats", 200), ("/new", 403),
            ($"/{performance.Id}/edit", 403), ($"/{performance.Id}/copy", 403), ($"/{performance.Id}/cancel", 403) })
        {
            Assert.Equal(status, (await desk.OpenAsync("/staff/performances" + path)).Status);
            Assert.Equal(403, (await door.OpenAsync("/staff/performances" + path)).Status);
        }

        var page = await desk.OpenAsync($"/staff/performances/{performance.Id}");
        Assert.Empty(page.Document.QuerySelectorAll("main a[href$='/edit'], main a[href$='/copy'], main a[href$='/cancel']"));
        Assert.Empty((await desk.OpenAsync("/staff/performances")).Document.QuerySelectorAll("main a[href$='/new']"));
        Assert.NotNull(page.Find($"a[href='/staff/reservations?performance={performance.Id}']"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/edit")]
    [InlineData("/seats")]
    [InlineData("/copy")]
    [InlineData("/cancel")]
    public async Task A_performance_that_is_not_there_is_not_found(string act)
    {
        var form = await _administrator.OpenAsync("/staff/performances/new");
        Assert.Equal(404, (await _administrator.OpenAsync("/staff/performances/4711" + act)).Status);
        if (act.Length > 0)
        {
            Assert.Equal(404, (await _administrator.PostAsync("/staff/performances/4711" + act, NoScriptBrowser.Fields(form, "main form"))).Status);
        }
    }

    /// <summary>For a test that counts, reads the mails, or changes what others read.</summary>
    private async Task UseOwnAppAsync()
    {
        _administrator.Dispose();
        _app = _own = await BookingFlowApp.StartAsync();
        await InitializeAsync();
    }

    private APerformance Tonight => _app.APerformanceTonight();

    private Task<Place> SendAsync(Place form, params (string Name, string Value)[] typed) => _administrator.SubmitAsync(form, "main form", typed);

    private Task<Performance> ReadAsync(int id) => _app.Database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == id));

    private async Task ConfirmedAsync(Performance performance, string name, int people)
    {
        await using var db = _app.Database.CreateDbContext();
        var stored = await db.Performances.SingleAsync(p => p.Id == performance.Id);
        db.Add(new AReservation().For(stored).Named(name).OfParty(people).Confirmed(_app.Now).Build());
        await db.SaveChangesAsync();
    }
}
