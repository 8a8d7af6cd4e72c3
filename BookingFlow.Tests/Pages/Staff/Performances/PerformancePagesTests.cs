using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Performances;

public sealed class PerformancePagesTests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private BookingFlowApp _app = shared.App;
    private BookingFlowApp? _ownApp;
    private NoScriptBrowser _administrator = null!;

    public async ValueTask InitializeAsync() => _administrator = await _app.StaffAsync(StaffRoles.Administrator, "Dora");

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        if (_ownApp is not null)
        {
            await _ownApp.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_performance_is_added_with_the_form_and_its_page_shows_the_seats()
    {
        var existing = await _app.AddAsync(Tonight);
        var form = await _administrator.OpenAsync($"/staff/performances/new?show={existing.ShowId}");
        Assert.Equal($"{existing.ShowId}", form.Find("#Show option[selected]").GetAttribute("value"));
        var refused = await SendAsync(form, ("Date", "2099-02-30"), ("Time", "20:15"), ("MaxPartySize", "0"));
        Assert.Equal(400, refused.Status);
        Assert.Equal("20:15", refused.Find("#Time").GetAttribute("value"));
        Assert.NotEmpty(refused.Find("#Date-message").TextContent);
        Assert.NotNull(refused.Find("a[href='#MaxPartySize']"));

        var done = await SendAsync(refused, ("Room", $"{existing.RoomId}"), ("Date", "2099-03-14"), ("MaxPartySize", "6"), ("AdditionalSeats", "4"));
        Assert.Equal(303, done.Status);
        var page = await _administrator.OpenAsync(done.Location!);
        Assert.Contains(_app.Words()["Done.Added"].Value, page.Text, StringComparison.Ordinal);
        Assert.Equal(["40", "+ 4", "− 0", "− 0", "= 44"], page.Document.QuerySelectorAll(".sum dd").Select(e => e.TextContent.Trim()));
    }

    [Theory]
    [InlineData("2027-03-28", "02:30", "#Time-message", "Field.DoesNotExist")]
    [InlineData("2027-10-31", "02:30", "#Occurrence-message", "Field.HappensTwice")]
    public async Task A_time_skipped_by_a_clock_change_is_refused_and_a_repeated_time_must_be_chosen(
        string date, string time, string messageSelector, string wordsKey)
    {
        await using var app = await BookingFlowApp.StartAsync(settings: ("Venue:TimeZone", "Europe/Rome"));
        var existing = await app.AddAsync(app.APerformanceTonight());
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);
        var form = await administrator.OpenAsync("/staff/performances/new");
        Assert.Empty(form.Document.QuerySelectorAll("#Occurrence"));

        var confirmation = await administrator.SubmitAsync(
            form, "main form", ("Show", $"{existing.ShowId}"), ("Room", $"{existing.RoomId}"), ("Date", date), ("Time", time));
        Assert.Equal(400, confirmation.Status);
        Assert.Equal(app.Words()[wordsKey].Value, confirmation.Find(messageSelector).TextContent);
        if (confirmation.Document.QuerySelector("#Occurrence") is not null)
        {
            Assert.Equal(303, (await administrator.SubmitAsync(confirmation, "main form", ("Occurrence", "Second"))).Status);
            Assert.Equal(1, (await app.Database.ReadAsync(db => db.Performances.OrderBy(p => p.StartsAt).LastAsync())).StartsAt.Hour);
        }
    }

    [Fact]
    public async Task The_list_shows_upcoming_performances_with_their_seats_and_is_searched_by_show_and_room()
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
            var results = await _administrator.OpenAsync($"/staff/performances?q={Uri.EscapeDataString(search)}");
            Assert.Equal(found, results.Document.QuerySelectorAll(".list tbody tr").Length);
        }

        Assert.Contains("Yesterday", (await _administrator.OpenAsync("/staff/performances?past=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_confirmed_seats_lists_the_affected_parties_and_requires_a_confirmation()
    {
        var performance = await _app.AddAsync(Tonight.WithCapacity(10));
        await AddConfirmedReservationAsync(performance, "Ada", 4);
        await AddConfirmedReservationAsync(performance, "Bob", 3);
        await AddConfirmedReservationAsync(performance, "Cleo", 2);
        using var boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice, "Bea");
        var form = await boxOffice.OpenAsync($"/staff/performances/{performance.Id}/seats");
        var confirmation = await boxOffice.SubmitAsync(form, "main form", ("OccupiedSeats", "4"), ("Reason", "Orchestra"));

        Assert.Equal(409, confirmation.Status);
        Assert.Contains(_app.Words()["Failure.SeatsBelowConfirmed.Title"].Value, confirmation.Text, StringComparison.Ordinal);
        Assert.Equal(["Bob", "Cleo"], confirmation.Document.QuerySelectorAll(".list tbody th").Select(e => e.TextContent));
        Assert.Equal("4", confirmation.Find("#OccupiedSeats").GetAttribute("value"));
        Assert.Equal(0, (await ReadAsync(performance.Id)).ManuallyOccupiedSeats);

        // A number that affects more people than were shown requires a new confirmation, and the checkbox is cleared.
        var refusedAgain = await boxOffice.SubmitAsync(confirmation, "main form", ("OccupiedSeats", "6"), ("InSpite", "true"));
        Assert.Equal(409, refusedAgain.Status);
        Assert.Null(refusedAgain.Find("#InSpite").GetAttribute("checked"));
        Assert.Equal(0, (await ReadAsync(performance.Id)).ManuallyOccupiedSeats);

        var done = await boxOffice.SubmitAsync(confirmation, "main form", ("InSpite", "true"));
        Assert.Equal(303, done.Status);
        var page = await boxOffice.OpenAsync(done.Location!);
        Assert.Equal("= −3", page.Find(".sum-left dd").TextContent.Trim());
        Assert.Contains("Bea", page.Find(".list tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("Orchestra", page.Find(".list tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_the_time_of_a_performance_with_confirmed_parties_requires_a_confirmation()
    {
        var performance = await _app.AddAsync(Tonight.At(_app.Now.AddDays(3).Date.AddHours(18)));
        await AddConfirmedReservationAsync(performance, "Ada", 2);
        var form = await _administrator.OpenAsync($"/staff/performances/{performance.Id}/edit");
        Assert.Empty(form.Document.QuerySelectorAll("#InSpite"));
        var confirmation = await SendAsync(form, ("Time", "23:45"));
        Assert.Equal(409, confirmation.Status);
        Assert.Contains(
            _app.Words()["Performances.EditInSpite.one"].Value.Replace("{0}", "1", StringComparison.Ordinal), confirmation.Text,
            StringComparison.Ordinal);

        Assert.Equal(303, (await SendAsync(confirmation, ("InSpite", "true"))).Status);
        Assert.NotEqual(performance.StartsAt, (await ReadAsync(performance.Id)).StartsAt);
    }

    [Fact]
    public async Task Parties_are_told_of_another_time_with_the_ticket_and_a_newer_calendar_file()
    {
        await UseOwnAppAsync();
        var performance = await _app.AddAsync(Tonight.At(_app.Now.AddDays(3).Date.AddHours(18)));
        using var visitor = _app.Visitor();
        var ticket = await _app.ReserveAndConfirmAsync(visitor, performance.Id);
        await _app.MailAsync(2);
        var before = await CalendarAsync(visitor, ticket);
        var form = await _administrator.OpenAsync($"/staff/performances/{performance.Id}/edit");
        Assert.Equal(_app.Words()["Performances.Notify.one", 1].Value, form.Find("label[for='Notify']").TextContent);
        Assert.True(form.Find("#Notify").HasAttribute("checked"));
        Assert.Contains(_app.Words()["Performances.HoldTickets.one", 1].Value, form.Text, StringComparison.Ordinal);

        var confirmation = await SendAsync(form, ("Time", "23:45"));
        Assert.Equal(409, confirmation.Status);
        Assert.True(confirmation.Find("#Notify").HasAttribute("checked"));
        Assert.Equal(303, (await SendAsync(confirmation, ("InSpite", "true"))).Status);

        var mail = (await _app.MailAsync(3))[^1];
        Assert.Contains("23:45", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(_app.Words()["Mail.Party.Lead"].Value, mail.TextBody, StringComparison.Ordinal);
        var link = mail.TextBody!.Split('\n').Single(line => line.Contains("/tickets/", StringComparison.Ordinal)).Trim();
        var attached = Ical.Net.Calendar.Load(Assert.Single(mail.Attachments.OfType<MimeKit.TextPart>()).Text)!.Events.Single();
        var after = await CalendarAsync(visitor, new Uri(link).AbsolutePath);
        Assert.Equal((before.Uid, 1), (attached.Uid, attached.Sequence));
        Assert.Equal((before.Uid, 1), (after.Uid, after.Sequence));
        Assert.Equal(0, before.Sequence);
        Assert.NotEqual(before.Start, attached.Start);
        var feed = Ical.Net.Calendar.Load((await visitor.OpenAsync("/calendar.ics")).Body)!.Events.Single();
        Assert.Equal(1, feed.Sequence);
    }

    [Fact]
    public async Task Parties_are_not_told_if_the_check_box_is_unticked()
    {
        await UseOwnAppAsync();
        var performance = await _app.AddAsync(Tonight.At(_app.Now.AddDays(3).Date.AddHours(18)));
        using var visitor = _app.Visitor();
        await _app.ReserveAndConfirmAsync(visitor, performance.Id);
        var form = await _administrator.OpenAsync($"/staff/performances/{performance.Id}/edit");

        var confirmation = await SendAsync(form, ("Time", "23:45"), ("Notify", ""));
        Assert.False(confirmation.Find("#Notify").HasAttribute("checked"));
        Assert.Equal(303, (await SendAsync(confirmation, ("Notify", ""), ("InSpite", "true"))).Status);

        Assert.NotEqual(performance.StartsAt, (await ReadAsync(performance.Id)).StartsAt);
        Assert.Equal(2, await _app.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    private static async Task<Ical.Net.CalendarComponents.CalendarEvent> CalendarAsync(NoScriptBrowser visitor, string ticket) =>
        Ical.Net.Calendar.Load((await visitor.OpenAsync($"{ticket}/calendar.ics")).Body)!.Events.Single();

    [Fact]
    public async Task A_performance_is_copied_to_all_dates_or_to_none()
    {
        await UseOwnAppAsync();
        var performance = await _app.AddAsync(Tonight);
        var form = await _administrator.OpenAsync($"/staff/performances/{performance.Id}/copy");
        var refused = await SendAsync(form, ("Dates", "2099-03-14\r\n2099-02-30\r\n2020-01-01"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("2099-02-30", refused.Find("#Dates-message").TextContent, StringComparison.Ordinal);
        Assert.Contains("2020-01-01", refused.Find("#Dates-message").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await _app.Database.ReadAsync(db => db.Performances.CountAsync()));

        var done = await SendAsync(refused, ("Dates", "2099-03-14\r\n2099-03-15"));
        Assert.Equal(303, done.Status);
        Assert.Equal(3, (await _administrator.OpenAsync(done.Location!)).Document.QuerySelectorAll(".list tbody tr").Length);
    }

    [Fact]
    public async Task Cancelling_requires_a_reason_mails_every_party_and_is_shown_on_the_ticket()
    {
        await UseOwnAppAsync();
        var performance = await _app.AddAsync(Tonight);
        using var visitor = _app.Visitor();
        var ticket = await _app.ReserveAndConfirmAsync(visitor, performance.Id, people: 3);
        var form = await _administrator.OpenAsync($"/staff/performances/{performance.Id}/cancel");
        Assert.Contains("3 confirmed people", form.Text, StringComparison.Ordinal);
        Assert.Contains("1 party will be told by email", form.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await SendAsync(form)).Status);

        var done = await SendAsync(form, ("Reason", "Illness"));
        Assert.Equal(303, done.Status);
        var page = await _administrator.OpenAsync(done.Location!);
        Assert.Contains(_app.Words()["Performances.CalledOffAt"].Value, page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("a[href$='/edit'], a[href$='/seats'], a[href$='/cancel']"));
        Assert.Contains(
            await _app.MailAsync(3), mail => mail.Subject?.StartsWith("Performance cancelled: The Tempest, ", StringComparison.Ordinal) == true);
        var ticketPage = await visitor.OpenAsync(ticket);
        Assert.Equal(409, ticketPage.Status);
        Assert.Contains(_app.Words()["Failure.BookingClosed.Cancelled.Title"].Value, ticketPage.Text, StringComparison.Ordinal);
        foreach (var action in new[] { "edit", "seats", "cancel" })
        {
            Assert.Equal(409, (await _administrator.OpenAsync($"/staff/performances/{performance.Id}/{action}")).Status);
        }
    }

    [Fact]
    public async Task The_box_office_can_change_seats_but_not_add_edit_or_cancel_performances()
    {
        var performance = await _app.AddAsync(Tonight);
        using var boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice);
        using var door = await _app.StaffAsync(StaffRoles.Door);
        foreach (var (path, status) in new[] { ("", 200), ($"/{performance.Id}", 200), ($"/{performance.Id}/seats", 200), ("/new", 403),
            ($"/{performance.Id}/edit", 403), ($"/{performance.Id}/copy", 403), ($"/{performance.Id}/cancel", 403) })
        {
            Assert.Equal(status, (await boxOffice.OpenAsync("/staff/performances" + path)).Status);
            Assert.Equal(403, (await door.OpenAsync("/staff/performances" + path)).Status);
        }

        var page = await boxOffice.OpenAsync($"/staff/performances/{performance.Id}");
        Assert.Empty(page.Document.QuerySelectorAll("main a[href$='/edit'], main a[href$='/copy'], main a[href$='/cancel']"));
        Assert.Empty((await boxOffice.OpenAsync("/staff/performances")).Document.QuerySelectorAll("main a[href$='/new']"));
        Assert.NotNull(page.Find($"a[href='/staff/reservations?performance={performance.Id}']"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/edit")]
    [InlineData("/seats")]
    [InlineData("/copy")]
    [InlineData("/cancel")]
    public async Task An_unknown_performance_returns_404(string action)
    {
        var form = await _administrator.OpenAsync("/staff/performances/new");
        Assert.Equal(404, (await _administrator.OpenAsync("/staff/performances/4711" + action)).Status);
        if (action.Length > 0)
        {
            var response = await _administrator.PostAsync("/staff/performances/4711" + action, NoScriptBrowser.Fields(form, "main form"));
            Assert.Equal(404, response.Status);
        }
    }

    /// <summary>Switches to an app of its own, for a test that counts rows, reads mails, or changes what other tests read.</summary>
    private async Task UseOwnAppAsync()
    {
        _administrator.Dispose();
        _app = _ownApp = await BookingFlowApp.StartAsync();
        await InitializeAsync();
    }

    private APerformance Tonight => _app.APerformanceTonight();

    private Task<BrowserResponse> SendAsync(BrowserResponse form, params (string Name, string Value)[] fields) =>
        _administrator.SubmitAsync(form, "main form", fields);

    private Task<Performance> ReadAsync(int id) => _app.Database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == id));

    private async Task AddConfirmedReservationAsync(Performance performance, string name, int people)
    {
        await using var db = _app.Database.CreateDbContext();
        var stored = await db.Performances.SingleAsync(p => p.Id == performance.Id);
        db.Add(new AReservation().For(stored).Named(name).OfParty(people).Confirmed(_app.Now).Build());
        await db.SaveChangesAsync();
    }
}
