using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class PaperTests
{
    private const string PagePath = "/staff/check-in/paper";

    [Fact]
    public async Task Listed_parties_are_checked_in_and_each_conflicting_line_is_returned_with_its_reason()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().At(app.Now.AddHours(-5)).Build();
        var (
            ada, eve, inside, cancelled,
            pending) = (Party("Ada").Build(), Party("Eve").Build(), Party("Ivo").Build(), Party("Carl").Cancelled().Build(),
            new AReservation().For(performance).Build());
        var other = new AReservation().For(app.APerformanceTonight().Of(new AShow().Titled("Hamlet").Build()).Build()).Confirmed(app.Now).Build();
        await app.Database.AddAsync(ada, eve, inside, cancelled, pending, other);
        await app.AdmitAsync(inside, 2);
        using var steward = await app.StaffAsync();

        string[] conflicts = [$"{inside.Reference} 1", cancelled.Reference, pending.Reference, other.Reference, "AAAA-AA", "nonsense"];
        var response = await SendAsync(steward, performance.Id, string.Join("\r\n", [ada.Reference, .. conflicts, $"{eve.Reference} 1"]));

        Assert.Equal(200, response.Status);
        Assert.Contains("2 parties checked in: 3 people", response.Text, StringComparison.Ordinal);
        Assert.Contains("There is a problem with 6 lines.", response.Text, StringComparison.Ordinal);
        var rows = response.Document.QuerySelectorAll(".paper-conflicts tbody tr");
        Assert.Equal(conflicts, rows.Select(row => row.QuerySelector("th")!.TextContent));
        foreach (var (row, expected) in rows.Zip(
            ["Dora checked in 2 people", "This reservation has been cancelled", "Not confirmed", "Hamlet", "Unknown reference", "Unknown reference"]))
        {
            Assert.Contains(expected, row.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(string.Join('\n', conflicts), response.Find("#References").TextContent.Trim('\n').ReplaceLineEndings("\n"));
        Assert.Equal(2, await app.Database.ReadAsync(db => db.ScanEvents.CountAsync(e => e.Outcome == ScanOutcome.AdmittedOnPaper)));

        // The conflicts remain: submitting the same lines again records nothing.
        var again = await steward.SubmitAsync(response, "main form");
        Assert.Equal(409, again.Status);
        Assert.Contains("No parties checked in", again.Text, StringComparison.Ordinal);

        AReservation Party(string name) => new AReservation().Named(name).For(performance).Confirmed(app.Now);
    }

    [Fact]
    public async Task Too_many_people_for_a_party_are_refused_and_the_corrected_line_is_accepted()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var party = await AddPartyTonightAsync(app);
        using var steward = await app.StaffAsync();

        var response = await SendAsync(steward, party.PerformanceId, $"{party.Reference} 3");
        Assert.Equal(409, response.Status);
        Assert.Contains("This is a party of 2.", response.Text, StringComparison.Ordinal);
        Assert.Contains("No people", (await SendAsync(steward, party.PerformanceId, $"{party.Reference} 0")).Text, StringComparison.Ordinal);

        var corrected = await steward.SubmitAsync(response, "main form", ("References", $"{party.Reference} 2"));
        Assert.Equal(200, corrected.Status);
        Assert.Contains("1 party checked in: 2 people There were no problems.", corrected.Text, StringComparison.Ordinal);
        Assert.Equal("", corrected.Find("#References").TextContent.Trim());
    }

    [Fact]
    public async Task Submitting_the_same_form_twice_records_once_with_the_same_response()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var party = await AddPartyTonightAsync(app);
        using var steward = await app.StaffAsync();
        var fields = NoScriptBrowser.Fields(await steward.OpenAsync(PagePath), "main form", ("References", $"{party.Reference} 1"));

        var (first, second) = (await steward.PostAsync(PagePath, fields), await steward.PostAsync(PagePath, fields));

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal(first.Find("[role=status]").TextContent, second.Find("[role=status]").TextContent);
        Assert.Equal(1, await app.Database.ReadAsync(db => db.ScanEvents.SumAsync(e => e.People)));
    }

    [Fact]
    public async Task Invalid_input_is_refused_and_kept()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var party = await AddPartyTonightAsync(app);
        using var steward = await app.StaffAsync();
        var tooLong = string.Join('\n', Enumerable.Repeat("K7QF-2M", 1001));

        // With two performances tonight, none is the default.
        await app.AddAsync(app.APerformanceTonight());
        foreach (var (performance, references, expected) in new[]
        {
            ($"{party.PerformanceId}", " \n ", "Enter the references ticked on paper, one per line"),
            ($"{party.PerformanceId}", tooLong, "Enter 1000 lines or fewer at a time"),
            ("", "K7QF-2M", "Select a performance"),
            ("4711", "K7QF-2M", "Performance: select an option from the list"),
        })
        {
            var response = await steward.SubmitAsync(
                await steward.OpenAsync(PagePath), "main form", ("Performance", performance), ("References", references));
            Assert.Equal(400, response.Status);
            Assert.Contains(expected, response.Text, StringComparison.Ordinal);
            Assert.Equal(references.Trim(), response.Find("#References").TextContent.Trim());
        }

        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task Parties_not_yet_checked_in_can_be_selected_on_screen_by_the_box_office()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().Build();
        var (ada, eve, ivo) = (Party("Ada").Build(), Party("Eve").Build(), Party("Ivo").Build());
        await app.Database.AddAsync(ada, eve, ivo);
        await app.AdmitAsync(ivo, 1);
        using var door = await app.StaffAsync();
        Assert.Empty((await door.OpenAsync(PagePath + "?tick=on")).Document.QuerySelectorAll("input[name=ref]"));
        Assert.DoesNotContain("tick=on", (await door.OpenAsync(PagePath)).Body, StringComparison.Ordinal);
        using var steward = await app.StaffAsync(Web.Staff.StaffRoles.BoxOffice);

        var textForm = await steward.OpenAsync(PagePath);
        var page = await steward.OpenAsync(textForm.Link("tick=on"));
        Assert.Equal([ada.Reference, eve.Reference], page.Document.QuerySelectorAll("input[name=ref]").Select(box => box.GetAttribute("value")));

        var response = await steward.PostAsync(page.Path,
            (
                "_form",
                page.Find("main input[name=_form]").GetAttribute("value")!), ("RequestId", $"{Guid.NewGuid()}"), ("Performance", $"{performance.Id}"),
            ("ref", ada.Reference), ("References", $"{eve.Reference} 1"));
        Assert.Equal(200, response.Status);
        Assert.Contains("2 parties checked in: 3 people", response.Text, StringComparison.Ordinal);
        Assert.Empty(response.Document.QuerySelectorAll("input[name=ref]"));

        AReservation Party(string name) => new AReservation().Named(name).For(performance).Confirmed(app.Now);
    }

    [Fact]
    public async Task An_expired_form_is_shown_again_with_its_input()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var party = await AddPartyTonightAsync(app);
        using var steward = await app.StaffAsync();

        var response = await steward.PostAsync(PagePath, ("Performance", $"{party.PerformanceId}"), ("References", party.Reference));

        Assert.Equal(400, response.Status);
        Assert.Contains(app.Words()["Failure.FormExpired.Title"].Value, response.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await steward.SubmitAsync(response, "main form")).Status);
    }

    [Fact]
    public async Task Yesterdays_list_can_be_recorded_and_one_a_month_old_cannot()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var yesterday = new AReservation().For(app.APerformanceTonight().At(app.Now.AddDays(-1)).Build()).Confirmed(app.Now).Build();
        var longAgo = new AReservation().For(app.APerformanceTonight().At(app.Now.AddDays(-30)).Build()).Confirmed(app.Now).Build();
        await app.Database.AddAsync(yesterday, longAgo);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(200, (await SendAsync(boxOffice, yesterday.PerformanceId, yesterday.Reference)).Status);
        Assert.Equal(400, (await SendAsync(boxOffice, longAgo.PerformanceId, longAgo.Reference)).Status);
    }

    private static async Task<Reservation> AddPartyTonightAsync(BookingFlowApp app)
    {
        var party = new AReservation().For(app.APerformanceTonight().Build()).Confirmed(app.Now).Build();
        await app.Database.AddAsync(party);
        return party;
    }

    private static async Task<BrowserResponse> SendAsync(NoScriptBrowser steward, int performanceId, string references) => await steward.SubmitAsync(
        await steward.OpenAsync(
            $"{PagePath}?performance={performanceId}"), "main form", ("Performance", $"{performanceId}"), ("References", references));
}
