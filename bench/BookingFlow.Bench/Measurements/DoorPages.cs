using System.Net;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 10: the list of a performance's parties and the search for one of them by name, where there are 10⁴ parties.</summary>
public sealed class DoorPages : IMeasurement
{
    private const int Parties = 10_000, RequestsPerRound = 20;

    private const string Email = "ada@house.example";

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
            await LookAsync(
                bench, steward, "the door list with 10⁴ parties", FormattableString.Invariant($"/staff/check-in/list?performance={performance}"),
                " 4320"),
            // Case, accents and the order of names do not matter to a steward in a hurry.
            await LookAsync(
                bench, steward, "search by name among 10⁴ parties",
                FormattableString.Invariant($"/staff/reservations?performance={performance}&q=sorensen%204320"), "Sørensen 4320"),
            await LookAsync(
                bench, steward, "search by a name that many have",
                FormattableString.Invariant($"/staff/reservations?performance={performance}&q=lea"), "Léa"),
        ];
    }

    private static async Task<Line> LookAsync(BenchEnvironment bench, Visitor steward, string what, string path, string shown)
    {
        var (medians, slowest) = (new List<double>(), 0.0);
        for (var round = -1; round < bench.Rounds; round++)
        {
            var elapsed = new List<double>();
            for (var i = 0; i < RequestsPerRound; i++)
            {
                var answer = (await steward.GetAsync(path)).Expect(200);
                elapsed.Add((answer with { Body = WebUtility.HtmlDecode(answer.Body) }).Expect(200, shown).Elapsed.TotalMilliseconds);
            }

            if (round >= 0)
            {
                medians.Add(Statistics.Median(elapsed));
                slowest = Math.Max(slowest, elapsed.Max());
            }
        }

        return new Line("10", what, "ms", medians, Requirement.AtMost(100), FormattableString.Invariant($"slowest of all {slowest:0} ms"));
    }
}
