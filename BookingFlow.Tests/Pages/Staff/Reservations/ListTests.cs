using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class ListTests
{
    [Fact]
    public async Task The_list_shows_all_parties_by_name_with_checkboxes_and_totals()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(500).Build();
        await app.Database.AddAsync(
            [new AReservation().For(performance).Named("Émile").OfParty(4).Confirmed(app.Now).WithNotes(new string('x', 500)).Build(),
            new AReservation().For(performance).Named("eva").OfParty(1).Build(),
            new AReservation().For(performance).Named("Älfred").OfParty(2).Confirmed(app.Now).Build(),
            .. Enumerable.Range(1, 60).Select(i => new AReservation().For(performance).Named($"Zoe {i:00}").OfParty(1).Cancelled().Build())]);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await boxOffice.OpenAsync($"/staff/reservations/list?performance={performance.Id}");
        var names = page.Document.QuerySelectorAll(".paper-list tbody th").Select(cell => cell.TextContent).ToList();
        Assert.Equal(["Älfred", "Émile", "eva", "Zoe 01"], names[..4]);
        Assert.Equal(63, names.Count);
        Assert.Equal(63, page.Document.QuerySelectorAll(".tick-box").Length);
        Assert.Contains("The Tempest", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Contains("Total 67 6 confirmed", page.Text, StringComparison.Ordinal);
        Assert.Contains(new string('x', 120) + "…", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 121), page.Text, StringComparison.Ordinal);
        Assert.Equal("No results.", (await boxOffice.OpenAsync("/staff/reservations/list?q=nobody")).Find("main p:last-of-type").TextContent);
    }

    [Fact]
    public async Task Each_line_names_its_performance_if_there_are_several()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.Database.AddAsync(
            new AReservation().For(app.APerformanceTonight().Of(new AShow().Titled("Hamlet").Build()).Build()).Build(),
            new AReservation().For(app.APerformanceTonight().Of(new AShow().Titled("Othello").Build()).Build()).Build());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await boxOffice.OpenAsync("/staff/reservations/list");
        Assert.Equal("Printable list", page.Find("h1").TextContent);
        Assert.Contains("Hamlet", page.Find(".paper-list tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("Othello", page.Find(".paper-list tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_reservations_are_not_listed()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(5000).Build();
        await app.Database.AddAsync(
            [.. Enumerable.Range(1, ListModel.MaxLines + 1).Select(i => new AReservation().For(performance).Named($"Party {i}").Build())]);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await boxOffice.OpenAsync("/staff/reservations/list");
        Assert.Contains("2001 reservations are too many to print.", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("table"));
        Assert.NotNull((await boxOffice.OpenAsync("/staff/reservations/list?q=party+7")).Find("table"));
    }
}
