using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Shows;

/// <summary>Several performances with one form, from the page of the show to the tickets.</summary>
public sealed class ReserveSeveralTests : IAsyncLifetime
{
    private readonly Show _show = new AShow().Build();
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _visitor = null!;
    private Performance[] _evenings = [];

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _visitor = _app.Visitor();
        _show.SeveralAtOnce = true;
        _evenings = [.. Enumerable.Range(1, 3).Select(day => _app.APerformanceTonight().Of(_show).WithCapacity(6).At(_app.Now.AddDays(day)).Build())];
        await _app.Database.AddAsync([.. _evenings]);
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    private string Form => $"/shows/{_show.Slug}/reserve";

    [Fact]
    public async Task The_show_page_leads_to_the_form_only_where_it_is_allowed()
    {
        Assert.Equal(_app.Words()["Several.Link"].Value, (await _visitor.OpenAsync($"/shows/{_show.Slug}")).Find($"a[href='{Form}']").TextContent);
        var usual = new AShow().Build();
        await _app.Database.AddAsync(
            [.. Enumerable.Range(1, 2).Select(day => _app.APerformanceTonight().Of(usual).At(_app.Now.AddDays(day)).Build())]);

        Assert.DoesNotContain($"/shows/{usual.Slug}/reserve", (await _visitor.OpenAsync($"/shows/{usual.Slug}")).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await _visitor.OpenAsync($"/shows/{usual.Slug}/reserve")).Status);
        var single = await _app.AddAsync(_app.APerformanceTonight().With(p => p.Show.SeveralAtOnce = true));
        Assert.DoesNotContain(
            $"/shows/{single.Show.Slug}/reserve", (await _visitor.OpenAsync($"/shows/{single.Show.Slug}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_is_not_cached_and_not_indexed()
    {
        var form = await _visitor.OpenAsync(Form);

        Assert.Equal((200, "no-store"), (form.Status, form.Header("Cache-Control")));
        Assert.Contains("noindex", form.Header("X-Robots-Tag"), StringComparison.Ordinal);
        Assert.Equal(3, form.Document.QuerySelectorAll("input[type=number]").Length);
        Assert.All(
            form.Document.QuerySelectorAll("input[type=number]"),
            input => Assert.Single(form.Document.QuerySelectorAll($"label[for='{input.Id}']")));
    }

    [Fact]
    public async Task Only_listed_performances_that_can_be_booked_are_in_the_form()
    {
        await _app.Database.AddAsync(_app.APerformanceTonight().ByLink().With(p => (p.Show, p.ShowId) = (null!, _show.Id)).Build());
        await _app.Database.ReadAsync(db => db.Performances.Where(p => p.Id == _evenings[1].Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.ManuallyOccupiedSeats, 6)));

        var form = await _visitor.OpenAsync(Form);

        Assert.Equal(
            [$"People[{_evenings[0].Id}]", $"People[{_evenings[2].Id}]"],
            form.Document.QuerySelectorAll("input[type=number]").Select(input => input.GetAttribute("name")));
    }

    [Fact]
    public async Task What_is_wrong_is_told_on_its_row_and_the_rest_is_kept()
    {
        var form = await _visitor.OpenAsync(Form);
        await _app.Database.ReadAsync(db => db.Performances.Where(p => p.Id == _evenings[1].Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.BookingEnabled, false)));

        var invalid = await _visitor.SubmitAsync(form, "main form", [.. Rows("2", "3", "eleven"), ("Name", ""), ("Email", "ada@visitors.example")]);
        Assert.Equal(400, invalid.Status);
        Assert.Equal(
            [$"#People-{_evenings[2].Id}", "#Name"], invalid.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")));
        var refused = await _visitor.SubmitAsync(
            invalid, "main form", [.. Rows("2", "3", "7"), ("Name", "Ada Lovelace"), ("Email", "ada@visitors.example")]);

        Assert.Equal(409, refused.Status);
        Assert.Equal(_app.Words()["Performance.Disabled"].Value, refused.Find($"#People-{_evenings[1].Id}-message").TextContent);
        Assert.Equal(_app.Words()["Group.OnlyLeft.other", 6].Value, refused.Find($"#People-{_evenings[2].Id}-message").TextContent);
        var kept = NoScriptBrowser.Fields(refused, "main form").ToDictionary(f => f.Name, f => f.Value);
        Assert.Equal(
            ["2", "3", "7", "Ada Lovelace"], [.. _evenings.Select(p => kept[$"People[{p.Id}]"]), kept["Name"]]);
        Assert.Equal(0, await _app.Database.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task One_link_confirms_all_that_fit_and_the_page_leads_to_each_ticket_and_to_the_refused_one()
    {
        var link = await ReserveAsync("2", "4", "3");
        var mail = Assert.Single(await _app.MailAsync());
        Assert.Contains("3", mail.Subject!, StringComparison.Ordinal);
        Assert.EndsWith("/all", link, StringComparison.Ordinal);
        await _app.Database.ReadAsync(db => db.Performances.Where(p => p.Id == _evenings[1].Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.ManuallyOccupiedSeats, 3)));
        var page = await _visitor.OpenAsync(link);
        Assert.Equal(0, await ConfirmedAsync());
        var confirm = NoScriptBrowser.Fields(page, "main form.form");

        var confirmed = await _visitor.PostAsync(link, confirm);
        Assert.Equal((303, true), (confirmed.Status, confirmed.Location!.StartsWith("/party/", StringComparison.Ordinal)));
        Assert.Equal(confirmed.Location, (await _visitor.PostAsync(link, confirm)).Location);
        Assert.Equal(2, await ConfirmedAsync());

        var all = await _visitor.OpenAsync(confirmed.Location!);
        Assert.Contains(_app.Words()["Group.OnlyLeft.other", 3].Value, all.Text, StringComparison.Ordinal);
        var ticket = await _visitor.OpenAsync((await PressAsync(all, 0, "Ticket")).Location!);
        Assert.Equal(200, ticket.Status);
        // A ticket may be shown around: nothing on it leads to the other performances.
        Assert.DoesNotContain("/party/", ticket.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(_app.Words()["Group.ToAll"].Value, ticket.Text, StringComparison.Ordinal);
        var own = await _visitor.OpenAsync((await PressAsync(all, 0, "Open")).Location!);
        Assert.Contains("/all", own.Link("/all"), StringComparison.Ordinal);
        var refused = await _visitor.OpenAsync((await PressAsync(all, 1, "Open")).Location!);
        Assert.Equal(409, (refused = await _visitor.SubmitAsync(refused, "main form")).Status);
        Assert.Equal(303, (await _visitor.SubmitAsync(refused, "main form")).Status);
        Assert.Equal(3, await ConfirmedAsync());

        var again = await _visitor.OpenAsync(link);
        Assert.Equal(409, again.Status);
        Assert.Equal(200, (await _visitor.OpenAsync(again.Link("/party/"))).Status);
        Assert.Equal(4, (await _app.MailAsync(4)).Count);
    }

    [Fact]
    public async Task The_pending_page_shows_all_and_its_corrected_address_is_that_of_all()
    {
        var first = await ReserveAsync("2", "", "3");
        var pending = await _visitor.OpenAsync("/reservations/pending");
        Assert.Equal(2, pending.Document.QuerySelectorAll(".performances time").Length);

        Assert.Equal(303, (await _visitor.SubmitAsync(pending, "form.form--address", ("Email", "bo@visitors.example"))).Status);

        var mail = (await _app.MailAsync(2))[^1];
        Assert.Equal("bo@visitors.example", mail.To.Mailboxes.Single().Address);
        Assert.Equal(404, (await _visitor.OpenAsync(first)).Status);
        var page = await _visitor.OpenAsync(await _app.GetConfirmationLinkAsync(2));
        Assert.Equal(2, page.Document.QuerySelectorAll(".performances time").Length);
        Assert.Equal(303, (await _visitor.SubmitAsync(page, "main form.form")).Status);
        Assert.Equal(2, await ConfirmedAsync());
    }

    [Fact]
    public async Task Staff_see_the_other_reservations_and_cancelling_one_leaves_them()
    {
        await _visitor.SubmitAsync(await _visitor.OpenAsync(await ReserveAsync("2", "1", "3")), "main form.form");
        var ids = await _app.Database.ReadAsync(db => db.Reservations.OrderBy(r => r.Performance.StartsAt).Select(r => r.Id).ToListAsync());
        using var boxOffice = await _app.StaffAsync(BookingFlow.Web.Staff.StaffRoles.BoxOffice);

        var page = await boxOffice.OpenAsync($"/staff/reservations/{ids[1]}");
        Assert.Equal(
            [$"/staff/reservations/{ids[0]}", $"/staff/reservations/{ids[2]}"],
            page.Document.QuerySelectorAll("a.reserved-with").Select(a => a.GetAttribute("href")));
        await boxOffice.SubmitAsync(await boxOffice.OpenAsync($"/staff/reservations/{ids[1]}/cancel"), "main form");

        Assert.Equal(2, await ConfirmedAsync());
    }

    [Fact]
    public async Task Unknown_links_are_not_found()
    {
        foreach (var path in new[] { "/reservations/confirm/abc/all", "/party/abc/all", $"/party/{Token.New().Text}/all" })
        {
            Assert.Equal(404, (await _visitor.OpenAsync(path)).Status);
        }
    }

    private (string, string)[] Rows(params string[] people) => [.. _evenings.Zip(people, (evening, typed) => ($"People[{evening.Id}]", typed))];

    private async Task<string> ReserveAsync(params string[] people)
    {
        var form = await _visitor.OpenAsync(Form);
        var sent = await _visitor.SubmitAsync(
            form, "main form", [.. Rows(people), ("Name", "Ada Lovelace"), ("Email", "ada@visitors.example")]);
        Assert.Equal((303, "/reservations/pending"), (sent.Status, sent.Location));
        return await _app.GetConfirmationLinkAsync();
    }

    private Task<BrowserResponse> PressAsync(BrowserResponse page, int row, string handler)
    {
        var form = page.Document.QuerySelectorAll(".group-open")[row];
        var fields = form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToArray();
        return _visitor.PostAsync($"{page.Path}?handler={handler}", fields);
    }

    private Task<int> ConfirmedAsync() => _app.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.Status == ReservationStatus.Confirmed));
}
