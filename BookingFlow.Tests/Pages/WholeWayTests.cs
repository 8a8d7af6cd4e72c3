using BookingFlow.Web.Data;

namespace BookingFlow.Tests.Pages;

public sealed class WholeWayOnSqliteTests() : WholeWayTests(DatabaseDialect.Sqlite);

public sealed class WholeWayOnSqlServerTests() : WholeWayTests(DatabaseDialect.SqlServer);

public abstract class WholeWayTests(DatabaseDialect dialect)
{
    [Fact]
    public async Task From_the_list_to_the_door_by_links_and_forms_alone()
    {
        await using var app = await BookingFlowApp.StartAsync(dialect);
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();

        var list = await visitor.OpenAsync("/");
        Assert.Equal(200, list.Status);
        var form = await visitor.OpenAsync(list.Link($"/performances/{performance.Id}/reserve"));
        Assert.Contains("seats left", form.Text, StringComparison.Ordinal);

        var ticketPath = await app.TicketAsync(visitor, performance.Id, people: 3);
        var ticket = await visitor.OpenAsync(ticketPath);
        Assert.Contains("Ada Lovelace", ticket.Text, StringComparison.Ordinal);
        Assert.Contains("3 people", ticket.Text, StringComparison.Ordinal);

        using var steward = await app.StaffAsync(name: "Dora");
        var party = await steward.OpenAsync(Story.CheckInPath(ticketPath));
        Assert.Contains("Ada Lovelace", party.Text, StringComparison.Ordinal);
        var admitted = await steward.SubmitAsync(party, "main form");
        Assert.Equal(200, admitted.Status);
        Assert.Contains("Come in", admitted.Text, StringComparison.Ordinal);

        var again = await steward.OpenAsync(Story.CheckInPath(ticketPath));
        Assert.Equal(409, again.Status);
        Assert.Contains("Dora", again.Text, StringComparison.Ordinal);
    }
}
