using BookingFlow.Web.Data;

namespace BookingFlow.Tests.Pages;

public sealed class ReservationToCheckInOnSqliteTests() : ReservationToCheckInTests(DatabaseDialect.Sqlite);

public sealed class ReservationToCheckInOnSqlServerTests() : ReservationToCheckInTests(DatabaseDialect.SqlServer);

public abstract class ReservationToCheckInTests(DatabaseDialect dialect)
{
    [Fact]
    public async Task A_visitor_gets_from_the_list_to_check_in_using_only_links_and_forms()
    {
        await using var app = await BookingFlowApp.StartAsync(dialect);
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();

        var list = await visitor.OpenAsync("/");
        Assert.Equal(200, list.Status);
        var form = await visitor.OpenAsync(list.Link($"/performances/{performance.Id}/reserve"));
        Assert.Contains("seats left", form.Text, StringComparison.Ordinal);

        var ticketPath = await app.ReserveAndConfirmAsync(visitor, performance.Id, people: 3);
        var ticket = await visitor.OpenAsync(ticketPath);
        Assert.Contains("Ada Lovelace", ticket.Text, StringComparison.Ordinal);
        Assert.Contains("3 people", ticket.Text, StringComparison.Ordinal);

        using var steward = await app.StaffAsync(name: "Dora");
        var party = await steward.OpenAsync(VisitorSteps.CheckInPath(ticketPath));
        Assert.Contains("Ada Lovelace", party.Text, StringComparison.Ordinal);
        var admitted = await steward.SubmitAsync(party, "main form");
        Assert.Equal(200, admitted.Status);
        Assert.Contains("Admit", admitted.Text, StringComparison.Ordinal);

        var secondScan = await steward.OpenAsync(VisitorSteps.CheckInPath(ticketPath));
        Assert.Equal(409, secondScan.Status);
        Assert.Contains("Dora", secondScan.Text, StringComparison.Ordinal);
    }
}
