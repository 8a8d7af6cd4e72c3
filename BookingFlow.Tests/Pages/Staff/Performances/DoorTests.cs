using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Staff.Performances;

public sealed class DoorTests
{
    [Fact]
    public async Task The_door_report_shows_check_ins_and_refusals_with_time_steward_and_door()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(20).Build();
        var (ada, eve) = (
            new AReservation().For(performance).OfParty(4).Confirmed(app.Now).Build(),
            new AReservation().For(performance).Named("Eve").Confirmed(app.Now).Build());
        await app.Database.AddAsync(ada, eve);
        var quarter = new DateTime(app.Now.Ticks - (app.Now.Ticks % TimeSpan.FromMinutes(15).Ticks), DateTimeKind.Utc);
        await app.AdmitAsync(ada, 3, quarter.AddMinutes(-5));
        await app.AdmitAsync(eve, 2, quarter.AddMinutes(-20));
        using var steward = await app.StaffAsync(StaffRoles.Door, "Dirk");
        var station = await steward.OpenAsync("/staff/check-in");
        await steward.SubmitAsync(station, "form[action='/staff/check-in/door']", ("DoorOf", $"{performance.Id}"));
        await SendAsync(steward, performance.Id, $"{eve.Reference}\nAAAA-AA");
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await boxOffice.OpenAsync((await boxOffice.OpenAsync("/staff")).Link($"/staff/performances/{performance.Id}/door"));

        Assert.Equal(200, page.Status);
        Assert.Contains("5 of 6 confirmed", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 × Already checked in", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 × Not one of our tickets", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            [("2", "3"), ("3", "3")], page.Document.QuerySelectorAll("meter").Select(bar => (bar.GetAttribute("value")!, bar.GetAttribute("max")!)));
        var rows = page.Document.QuerySelectorAll("table.list tbody tr").Select(row => row.TextContent).ToList();
        Assert.Equal(4, rows.Count);
        foreach (var (row, expected) in rows.Zip(["Not one of our tickets", "Already checked in", "3 people checked in", "2 people checked in"]))
        {
            Assert.Contains(expected, row, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("AAAA", rows[0], StringComparison.Ordinal);
        Assert.Contains("Dirk", rows[0], StringComparison.Ordinal);
        Assert.Contains($"Eve {eve.Reference}", rows[1], StringComparison.Ordinal);
        Assert.Contains("Main entrance", rows[2], StringComparison.Ordinal);
        Assert.Equal(200, (await boxOffice.OpenAsync(page.Link("/staff/reservations/"))).Status);

        var refused = await boxOffice.OpenAsync(page.Link("outcome=AlreadyCheckedIn"));
        Assert.Equal(1, refused.Document.QuerySelectorAll("table.list tbody tr").Length);
        Assert.Equal("AlreadyCheckedIn", refused.Find("#outcome option[selected]").GetAttribute("value"));
        Assert.Contains(
            app.Words()["List.None"].Value, (await boxOffice.OpenAsync($"/staff/performances/{performance.Id}/door?outcome=toolate")).Text,
            StringComparison.Ordinal);
        var unfiltered = await boxOffice.OpenAsync($"/staff/performances/{performance.Id}/door?outcome=99");
        Assert.Equal(4, unfiltered.Document.QuerySelectorAll("table.list tbody tr").Length);
    }

    [Fact]
    public async Task The_button_on_the_performance_page_sets_the_door_to_that_performance()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var answer = await boxOffice.SubmitAsync(await boxOffice.OpenAsync($"/staff/performances/{performance.Id}"), "form[action='/staff/check-in/door']");

        Assert.Equal(303, answer.Status);
        var station = await boxOffice.OpenAsync("/staff/check-in");
        Assert.Equal($"{performance.Id}", station.Find("#DoorOf option[selected]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_wrong_performance_scan_is_listed_for_both_performances_and_a_foreign_code_for_the_doors_own()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var here = await app.AddAsync(app.APerformanceTonight());
        var party = new AReservation().For(app.APerformanceTonight().Build()).Confirmed(app.Now).Build();
        var code = VisitorSteps.CheckInPath(await app.AddTicketAsync(party));
        using var steward = await app.StaffAsync();
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form[action='/staff/check-in/door']", ("DoorOf", $"{here.Id}"));
        var station = await steward.OpenAsync("/staff/check-in");
        Assert.Equal(409, (await steward.SubmitAsync(station, "form.scan", ("Code", app.Address + code))).Status);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        await app.Database.AddAsync(ScanEvent.Refused(
            ScanOutcome.ForeignCode, reservationId: null, performanceId: null, inside: 0, new Steward(
                (await app.AddStaffAsync(role: null)).Id, "Dora", here.Id), Guid.NewGuid(), app.Now));

        var (hereReport, thereReport) = (
            await boxOffice.OpenAsync($"/staff/performances/{here.Id}/door"),
            await boxOffice.OpenAsync($"/staff/performances/{party.PerformanceId}/door"));

        Assert.Contains("1 × Ticket for another performance", hereReport.Text, StringComparison.Ordinal);
        Assert.Contains("1 × Code from another website", hereReport.Text, StringComparison.Ordinal);
        Assert.Contains("set to another performance", thereReport.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Code from another website", thereReport.Find("table.list").TextContent, StringComparison.Ordinal);
        Assert.Contains("No one has been checked in at the door yet.", hereReport.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_events_are_paged()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var dora = new Steward((await app.AddStaffAsync(role: null)).Id, "Dora", performance.Id);
        await app.Database.AddAsync([.. Enumerable.Range(0, 120).Select(i => (object)ScanEvent.Refused(
            i % 2 == 0
                ? ScanOutcome.NotOurTicket
                : ScanOutcome.ForeignCode, reservationId: null, performanceId: null, inside: 0, dora, Guid.NewGuid(), app.Now))]);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await boxOffice.OpenAsync($"/staff/performances/{performance.Id}/door?outcome=notourticket");
        Assert.Equal(50, page.Document.QuerySelectorAll("table.list tbody tr").Length);
        var next = await boxOffice.OpenAsync(page.Link("page=2"));
        Assert.Equal(10, next.Document.QuerySelectorAll("table.list tbody tr").Length);
        Assert.Equal(404, (await boxOffice.OpenAsync("/staff/performances/4711/door")).Status);
    }

    private static async Task SendAsync(NoScriptBrowser steward, int performanceId, string references) => await steward.SubmitAsync(
        await steward.OpenAsync($"/staff/check-in/paper?performance={performanceId}"), "main form", ("References", references));
}
