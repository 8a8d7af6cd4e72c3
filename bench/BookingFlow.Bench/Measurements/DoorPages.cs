using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 10: the door list and the search by name, for a performance with 10⁴ parties.</summary>
public sealed class DoorPages : IMeasurement
{
    private const int Parties = 10_000;

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
            await MeasureAsync(
                bench, steward, "the door list with 10⁴ parties", FormattableString.Invariant($"/staff/check-in/list?performance={performance}"),
                " 4320"),
            // Without capitals and accents, as a steward in a hurry types it.
            await MeasureAsync(
                bench, steward, "search by name among 10⁴ parties",
                FormattableString.Invariant($"/staff/reservations?performance={performance}&q=sorensen%204320"), "Sørensen 4320"),
            await MeasureAsync(
                bench, steward, "search by a name that many have",
                FormattableString.Invariant($"/staff/reservations?performance={performance}&q=lea"), "Léa"),
        ];
    }

    private static Task<Line> MeasureAsync(BenchEnvironment bench, Visitor steward, string what, string path, string expected) =>
        StaffPages.MeasureAsync(bench.Rounds, steward, "10", what, path, expected, atMost: 100);
}
