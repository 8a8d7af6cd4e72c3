using System.Net;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 10: the door list and the search by name, for a performance with 10⁴ parties.</summary>
public sealed class DoorPages : IMeasurement
{
    private const int Parties = 10_000, RequestsPerRound = 20;

    private const string Email = "ada@venue.example";

    public string Name => "door";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        await using var database = await bench.CreateDatabaseAsync();
        var seeder = new DatabaseSeeder(database);
        await seeder.AddAdministratorAsync(Email);
        var performance = await seeder.AddPerformanceTonightAsync();
        await seeder.AddConfirmedAsync(performance, Parties);
        await using var server = await bench.StartServerAsync(database);
        using var steward = new Visitor(server.Address);
        await steward.SignInAsync(Email, DatabaseSeeder.Password);
        return
        [
            await MeasurePageAsync(
                bench, steward, "the door list with 10⁴ parties", FormattableString.Invariant($"/staff/check-in/list?performance={performance}"),
                " 4320"),
            // Without capitals and accents, as a steward in a hurry types it.
            await MeasurePageAsync(
                bench, steward, "search by name among 10⁴ parties",
                FormattableString.Invariant($"/staff/reservations?performance={performance}&q=sorensen%204320"), "Sørensen 4320"),
            await MeasurePageAsync(
                bench, steward, "search by a name that many have",
                FormattableString.Invariant($"/staff/reservations?performance={performance}&q=lea"), "Léa"),
        ];
    }

    private static async Task<Line> MeasurePageAsync(BenchEnvironment bench, Visitor steward, string what, string path, string expected)
    {
        var (medians, slowest) = (new List<double>(), 0.0);
        for (var round = -1; round < bench.Rounds; round++)
        {
            var milliseconds = new List<double>();
            for (var i = 0; i < RequestsPerRound; i++)
            {
                var response = (await steward.GetAsync(path)).Expect(200);
                milliseconds.Add((response with { Body = WebUtility.HtmlDecode(response.Body) }).Expect(200, expected).Elapsed.TotalMilliseconds);
            }

            if (round >= 0)
            {
                medians.Add(Statistics.Median(milliseconds));
                slowest = Math.Max(slowest, milliseconds.Max());
            }
        }

        return new Line("10", what, "ms", medians, Requirement.AtMost(100), FormattableString.Invariant($"slowest of all {slowest:0} ms"));
    }
}
