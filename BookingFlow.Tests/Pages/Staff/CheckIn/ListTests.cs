using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class ListTests
{
    [Fact]
    public async Task The_list_shows_confirmed_parties_by_name_with_initials_checkboxes_and_note_lines()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(50).Build();
        var emile = new AReservation()
            .For(performance)
            .Named("Émile")
            .OfParty(4)
            .WithPhone("0555 1234")
            .Confirmed(app.Now)
            .WithNotes("wheelchair")
            .Build();
        await app.Database.AddAsync(
            emile,
            new AReservation().For(performance).Named("eva").OfParty(1).Confirmed(app.Now).Build(),
            new AReservation().For(performance).Named("Älfred").OfParty(2).Confirmed(app.Now).WithNotes(new string('x', 500)).Build(),
            new AReservation().For(performance).Named("Pending Pia").Build(),
            new AReservation().For(performance).Named("Cancelled Carl").Confirmed(app.Now).Cancelled().Build());
        await app.AdmitAsync(emile, 3);
        using var steward = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await steward.OpenAsync("/staff/check-in/list");

        Assert.Equal(200, page.Status);
        var rows = page.Document.QuerySelectorAll(".paper-list tbody tr");
        Assert.Equal(["Älfred", "Émile", "eva"], rows.Select(row => row.QuerySelector("th")!.TextContent));
        Assert.Equal(["A", "E", ""], rows.Select(row => row.QuerySelector(".paper-list-initial")!.TextContent));
        Assert.Equal(["2", "", "4", "3", "1", ""], rows.SelectMany(row => row.QuerySelectorAll("td.number")).Select(cell => cell.TextContent));
        Assert.Equal(3, page.Document.QuerySelectorAll(".tick-box").Length);
        Assert.Equal(3, page.Document.QuerySelectorAll(".write-line").Length);
        Assert.Contains("3 parties, 7 people: 3 checked in, 4 still to come. As of", page.Text, StringComparison.Ordinal);
        Assert.Contains("wheelchair", page.Text, StringComparison.Ordinal);
        Assert.Contains(new string('x', 120) + "…", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("0555", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_performances_tonight_the_one_of_the_door_is_listed_or_the_steward_chooses()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (first, second) = (
            await app.AddAsync(app.APerformanceTonight()), await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Hamlet").Build())));
        using var steward = await app.StaffAsync(StaffRoles.BoxOffice);

        var choice = await steward.OpenAsync("/staff/check-in/list");
        Assert.Null(choice.Document.QuerySelector("table"));
        Assert.Equal(200, (await steward.OpenAsync(choice.Link($"performance={first.Id}"))).Status);
        Assert.Equal("Hamlet", (await steward.OpenAsync(choice.Link($"performance={second.Id}"))).Find("h1").TextContent);

        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form[action='/staff/check-in/door']", ("DoorOf", $"{second.Id}"));
        Assert.Equal("Hamlet", (await steward.OpenAsync("/staff/check-in/list")).Find("h1").TextContent);
    }

    [Fact]
    public async Task The_box_office_can_list_any_performance_and_stewards_none()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var nextWeek = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(7)));
        using var steward = await app.StaffAsync();
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(403, (await steward.OpenAsync("/staff/check-in/list")).Status);
        Assert.DoesNotContain("/staff/check-in/list", (await steward.OpenAsync("/staff/check-in")).Body, StringComparison.Ordinal);
        Assert.Equal(200, (await boxOffice.OpenAsync($"/staff/check-in/list?performance={nextWeek.Id}")).Status);
        Assert.Equal(404, (await boxOffice.OpenAsync("/staff/check-in/list?performance=4711")).Status);
        Assert.Equal(404, (await boxOffice.OpenAsync("/staff/check-in/list?performance=hamlet")).Status);
        Assert.Contains(app.Words()["Tonight.None"].Value, (await boxOffice.OpenAsync("/staff/check-in/list")).Text, StringComparison.Ordinal);
    }
}
