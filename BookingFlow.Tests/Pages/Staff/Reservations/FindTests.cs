using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class FindTests
{
    [Fact]
    public async Task Reservations_are_listed_newest_first_fifty_on_a_page_with_totals()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(500).Build();
        await app.Database.AddAsync([.. Enumerable.Range(1, 51).Select(i =>
            new AReservation()
                .For(performance)
                .Named($"Party {i:00}")
                .OfParty(3)
                .CreatedAt(app.Now.AddMinutes(i - 60))
                .InStatus(i <= 2 ? ReservationStatus.Confirmed : ReservationStatus.Pending)
                .Build())]);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var first = await boxOffice.OpenAsync("/staff/reservations");
        var names = first.Document.QuerySelectorAll(".list tbody th").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(Enumerable.Range(2, 50).Reverse().Select(i => $"Party {i:00}"), names);
        Assert.Contains("51 reservations for 153 people, 6 of them confirmed.", first.Text, StringComparison.Ordinal);

        var second = await boxOffice.OpenAsync(first.Find(".paging a[rel=next]").GetAttribute("href")!);
        Assert.Equal("Party 01", second.Find(".list tbody th").TextContent.Trim());
        Assert.Equal(200, (await boxOffice.OpenAsync("/staff/reservations?page=-5")).Status);
        Assert.Contains("Party 01", (await boxOffice.OpenAsync("/staff/reservations?page=99999999")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_query_is_kept_in_the_form_and_in_the_paging_export_and_list_links()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(500).Build();
        await app.Database.AddAsync(
            [.. Enumerable.Range(1, 60).Select(i => new AReservation().For(performance).Named($"Søren & {i}").Build()),
            new AReservation().For(performance).Named("Søren & 61").Cancelled().Build(),
            new AReservation().For(performance).Named("Ada").Build()]);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await boxOffice.OpenAsync($"/staff/reservations?q=Søren+%26&performance={performance.Id}&status=pending");
        Assert.Equal("Søren &", page.Find("#q").GetAttribute("value"));
        Assert.Equal($"{performance.Id}", page.Find("#performance option[selected]").GetAttribute("value"));
        Assert.Equal("pending", page.Find("#status option[selected]").GetAttribute("value"));
        foreach (var link in new[] { page.Link("/staff/reservations/list"), page.Find(".paging a").GetAttribute("href")! })
        {
            var linked = await boxOffice.OpenAsync(link);
            Assert.Contains("60 reservations for 120 people, 0 of them confirmed.", linked.Text, StringComparison.Ordinal);
            Assert.Contains("status=pending", link, StringComparison.Ordinal);
            Assert.Contains($"performance={performance.Id}", link, StringComparison.Ordinal);
            Assert.Contains("q=S%C3%B8ren%20%26", link, StringComparison.Ordinal);
        }

        Assert.Equal(
            [("q", "Søren &"), ("performance", $"{performance.Id}"), ("status", "pending")],
            NoScriptBrowser.Fields(page, ".found form").Where(field => field.Name != "_form"));
    }

    [Fact]
    public async Task A_reference_redirects_to_its_reservation_and_a_name_resembling_one_does_not()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().Build();
        var reservation = new AReservation().For(performance).Named("Ada").WithReference("K7QF-2M").Build();
        await app.Database.AddAsync(reservation, new AReservation().For(performance).Named("Garnet").WithReference("ACDE-FG").Build());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal($"/staff/reservations/{reservation.Id}", (await boxOffice.OpenAsync("/staff/reservations?q=k7qf+2m")).Location);
        var byName = await boxOffice.OpenAsync("/staff/reservations?q=garnet");
        Assert.Equal(200, byName.Status);
        Assert.Contains("Garnet", byName.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_result_shows_a_message_and_door_stewards_have_no_access()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        Assert.Contains("No results.", (await boxOffice.OpenAsync("/staff/reservations?q=%25")).Text, StringComparison.Ordinal);
        using var door = await app.StaffAsync(StaffRoles.Door);
        foreach (var path in new[] { "", "/1", "/new", "/1/party", "/1/cancel", "/1/email", "/export", "/list" })
        {
            Assert.Equal(403, (await door.OpenAsync($"/staff/reservations{path}")).Status);
        }
    }
}
