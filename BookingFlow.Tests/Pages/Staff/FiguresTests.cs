using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Staff;

/// <summary>The figures after the show, of a performance and of the year.</summary>
public sealed class FiguresTests
{
    [Fact]
    public async Task Figures_of_a_performance_and_of_its_year()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddHours(-2)).WithCapacity(10));
        var came = new AReservation().For(performance).OfParty(4).CreatedAt(app.Now.AddDays(-9)).Confirmed(app.Now.AddDays(-8)).Build();
        await app.AddTicketAsync(came);
        await app.AddTicketAsync(
            new AReservation().For(performance).OfParty(2).CreatedAt(app.Now.AddDays(-9)).Confirmed(app.Now.AddDays(-8)).Build());
        await app.AddTicketAsync(new AReservation().For(performance).OfParty(3).CreatedAt(app.Now.AddDays(-9)).Confirmed(app.Now.AddDays(-8))
            .Cancelled(app.Now.AddDays(-3)).Build());
        using var dora = await app.StaffAsync(name: "Dora");
        await using (var db = app.Database.CreateDbContext())
        {
            db.Attach(came);
            db.Add(Web.Domain.Door.CheckIn.Of(came, 3, new Steward(db.Users.Single().Id, "Dora", null), Guid.NewGuid(), app.Now.AddHours(-2)));
            await db.SaveChangesAsync();
        }

        using var bea = await app.StaffAsync(StaffRoles.BoxOffice, "Bea");
        var page = await bea.OpenAsync($"/staff/performances/{performance.Id}/figures");
        var season = await bea.OpenAsync("/staff/season/figures");

        Assert.Equal(
            ["Reserved 9", "Confirmed at the end 6", "Came 3", "Stayed away 3", "Walk-ins 0", "Released in time 3"],
            page.Find("table.quarters").QuerySelectorAll("tbody tr")
                .Select(row => $"{row.QuerySelector("th")!.TextContent} {row.QuerySelector("td")!.TextContent}"));
        Assert.Contains("3 came, 0 walk-ins, 7 seats empty", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 to 7 days", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/staff/performances/{performance.Id}/figures", season.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await bea.OpenAsync("/staff/season/figures?year=1850")).Status);
    }

    [Fact]
    public async Task Before_the_first_performance_there_are_none()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var bea = await app.StaffAsync(StaffRoles.BoxOffice, "Bea");

        Assert.Contains("No performance has begun yet.", (await bea.OpenAsync("/staff/season/figures")).Text, StringComparison.Ordinal);
    }
}
