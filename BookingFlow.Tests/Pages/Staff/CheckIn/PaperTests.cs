using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class PaperTests
{
    private const string Paper = "/staff/check-in/paper";

    [Fact]
    public async Task Whoever_was_ticked_is_inside_and_each_conflict_is_told_in_its_own_words_and_stays_to_be_mended()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().At(app.Now.AddHours(-5)).Build();
        var (
            ada, eve, inside, cancelled,
            pending) = (Party("Ada").Build(), Party("Eve").Build(), Party("Ivo").Build(), Party("Carl").Cancelled().Build(),
            new AReservation().For(performance).Build());
        var other = new AReservation().For(app.APerformanceTonight().Of(new AShow().Titled("Hamlet").Build()).Build()).Confirmed(app.Now).Build();
        await app.Database.AddAsync(ada, eve, inside, cancelled, pending, other);
        await app.LetInAsync(inside, 2);
        using var steward = await app.StaffAsync();

        string[] conflicts = [$"{inside.Reference} 1", cancelled.Reference, pending.Reference, other.Reference, "AAAA-AA", "nonsense"];
        var told = await SendAsync(steward, performance.Id, string.Join("\r\n", [ada.Reference, .. conflicts, $"{eve.Reference} 1"]));

        Assert.Equal(200, told.Status);
        Assert.Contains("2 parties written down: 3 people", told.Text, StringComparison.Ordinal);
        Assert.Contains("6 lines could not be written down.", told.Text, StringComparison.Ordinal);
        var rows = told.Document.QuerySelectorAll(".paper-conflicts tbody tr");
        Assert.Equal(conflicts, rows.Select(row => row.QuerySelector("th")!.TextContent));
        foreach (var (row, words) in rows.Zip(
            ["2 people were let in by Dora", "This reservation was cancelled", "Never confirmed", "Hamlet", "Unknown", "Unknown"]))
        {
            Assert.Contains(words, row.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(string.Join('\n', conflicts), told.Find("#References").TextContent.Trim('\n').ReplaceLineEndings("\n"));
        Assert.Equal(2, await app.Database.ReadAsync(db => db.ScanEvents.CountAsync(e => e.Outcome == ScanOutcome.AdmittedOnPaper)));

        // The same once more: nothing of it can be written down now.
        var again = await steward.SubmitAsync(told, "main form");
        Assert.Equal(409, again.Status);
        Assert.Contains("Nobody was written down", again.Text, StringComparison.Ordinal);

        AReservation Party(string name) => new AReservation().Named(name).For(performance).Confirmed(app.Now);
    }

    [Fact]
    public async Task More_people_than_the_party_has_are_told_and_a_mended_line_goes_in()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var party = await PartyTonightAsync(app);
        using var steward = await app.StaffAsync();

        var told = await SendAsync(steward, party.PerformanceId, $"{party.Reference} 3");
        Assert.Equal(409, told.Status);
        Assert.Contains("This is a party of 2.", told.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody came", (await SendAsync(steward, party.PerformanceId, $"{party.Reference} 0")).Text, StringComparison.Ordinal);

        var mended = await steward.SubmitAsync(told, "main form", ("References", $"{party.Reference} 2"));
        Assert.Equal(200, mended.Status);
        Assert.Contains("1 party written down: 2 people Every line is done.", mended.Text, StringComparison.Ordinal);
        Assert.Equal("", mended.Find("#References").TextContent.Trim());
    }

    [Fact]
    public async Task The_same_form_sent_twice_writes_down_once_and_answers_the_same()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var party = await PartyTonightAsync(app);
        using var steward = await app.StaffAsync();
        var fields = NoScriptBrowser.Fields(await steward.OpenAsync(Paper), "main form", ("References", $"{party.Reference} 1"));

        var (first, second) = (await steward.PostAsync(Paper, fields), await steward.PostAsync(Paper, fields));

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal(first.Find("[role=status]").TextContent, second.Find("[role=status]").TextContent);
        Assert.Equal(1, await app.Database.ReadAsync(db => db.ScanEvents.SumAsync(e => e.People)));
    }

    [Fact]
    public async Task What_cannot_be_read_at_all_is_refused_and_what_was_typed_is_kept()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var party = await PartyTonightAsync(app);
        using var steward = await app.StaffAsync();
        var tooLong = string.Join('\n', Enumerable.Repeat("K7QF-2M", 1001));

        // Of two tonight, none is meant by itself.
        await app.AddAsync(app.APerformanceTonight());
        foreach (var (performance, references, words) in new[]
        {
            ($"{party.PerformanceId}", " \n ", "Enter the references that are ticked on paper, one a line"),
            ($"{party.PerformanceId}", tooLong, "Enter 1000 lines or fewer at a time"),
            ("", "K7QF-2M", "Choose the performance"),
            ("4711", "K7QF-2M", "Performance: choose one of those in the list"),
        })
        {
            var told = await steward.SubmitAsync(
                await steward.OpenAsync(Paper), "main form", ("Performance", performance), ("References", references));
            Assert.Equal(400, told.Status);
            Assert.Contains(words, told.Text, StringComparison.Ordinal);
            Assert.Equal(references.Trim(), told.Find("#References").TextContent.Trim());
        }

        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task A_small_house_ticks_on_the_screen_and_sees_only_who_is_not_inside()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().Build();
        var (ada, eve, ivo) = (Party("Ada").Build(), Party("Eve").Build(), Party("Ivo").Build());
        await app.Database.AddAsync(ada, eve, ivo);
        await app.LetInAsync(ivo, 1);
        using var steward = await app.StaffAsync();

        var typed = await steward.OpenAsync(Paper);
        var page = await steward.OpenAsync(typed.Link("tick=on"));
        Assert.Equal([ada.Reference, eve.Reference], page.Document.QuerySelectorAll("input[name=ref]").Select(box => box.GetAttribute("value")));

        var told = await steward.PostAsync(page.Path,
            (
                "_form",
                page.Find("main input[name=_form]").GetAttribute("value")!), ("RequestId", $"{Guid.NewGuid()}"), ("Performance", $"{performance.Id}"),
            ("ref", ada.Reference), ("References", $"{eve.Reference} 1"));
        Assert.Equal(200, told.Status);
        Assert.Contains("2 parties written down: 3 people", told.Text, StringComparison.Ordinal);
        Assert.Empty(told.Document.QuerySelectorAll("input[name=ref]"));

        AReservation Party(string name) => new AReservation().Named(name).For(performance).Confirmed(app.Now);
    }

    [Fact]
    public async Task An_old_form_is_shown_again_with_the_list_that_was_typed()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var party = await PartyTonightAsync(app);
        using var steward = await app.StaffAsync();

        var told = await steward.PostAsync(Paper, ("Performance", $"{party.PerformanceId}"), ("References", party.Reference));

        Assert.Equal(400, told.Status);
        Assert.Contains(app.Words()["Failure.FormExpired.Title"].Value, told.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await steward.SubmitAsync(told, "main form")).Status);
    }

    [Fact]
    public async Task Yesterdays_list_can_be_written_down_today_and_that_of_a_month_ago_can_not()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var yesterday = new AReservation().For(app.APerformanceTonight().At(app.Now.AddDays(-1)).Build()).Confirmed(app.Now).Build();
        var longAgo = new AReservation().For(app.APerformanceTonight().At(app.Now.AddDays(-30)).Build()).Confirmed(app.Now).Build();
        await app.Database.AddAsync(yesterday, longAgo);
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(200, (await SendAsync(desk, yesterday.PerformanceId, yesterday.Reference)).Status);
        Assert.Equal(400, (await SendAsync(desk, longAgo.PerformanceId, longAgo.Reference)).Status);
    }

    private static async Task<Reservation> PartyTonightAsync(BookingFlowApp app)
    {
        var party = new AReservation().For(app.APerformanceTonight().Build()).Confirmed(app.Now).Build();
        await app.Database.AddAsync(party);
        return party;
    }

    private static async Task<Place> SendAsync(NoScriptBrowser steward, int performanceId, string references) => await steward.SubmitAsync(
        await steward.OpenAsync(
            $"{Paper}?performance={performanceId}"), "main form", ("Performance", $"{performanceId}"), ("References", references));
}
