using BookingFlow.Web.Hosting.Commands;

namespace BookingFlow.Tests.Hosting.Commands;

public sealed class DatabaseSelfTestsTests
{
    [Fact]
    public async Task Nothing_fails_on_SQLite_and_what_only_SQL_Server_has_is_skipped()
    {
        await using var app = await BookingFlowApp.StartAsync();

        var results = await new DatabaseSelfTests(app.Services).RunAsync(CancellationToken.None);

        Assert.DoesNotContain(results, result => result.Outcome == FindingOutcome.Failed);
        Assert.Equal(3, results.Count(result => result.Outcome == FindingOutcome.Skipped));
    }
}
