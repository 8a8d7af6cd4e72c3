using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Rows 13 to 15: the staff's reservation list, search and mail page with ten years of history in one SQLite file: with names erased as usual, and
/// with all names kept.
/// </summary>
public sealed class TenYears : IMeasurement
{
    private const string Email = "ada@venue.example";

    public string Name => "history";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench) =>
    [
        .. await MeasureAsync(bench, "names erased", HistorySeeder.UsualRetentionDays),
        .. await MeasureAsync(bench, "all names kept", retentionDays: null),
    ];

    private static async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench, string names, int? retentionDays)
    {
        await using var database = await bench.CreateDatabaseAsync();
        await new HistorySeeder(database).AddAsync(retentionDays);
        await new DatabaseSeeder(database).AddAdministratorAsync(Email);
        await using var server = await bench.StartServerAsync(database);
        using var person = new Visitor(server.Address);
        await person.SignInAsync(Email, DatabaseSeeder.Password);

        // The last party of the last performance, a family name that a thirteenth of all parties has, and a word that none has.
        var last = ((HistorySeeder.PastPerformances + HistorySeeder.UpcomingPerformances) * HistorySeeder.PartiesPerPerformance) - 1;
        (string Row, string What, string Path, string Expected, double AtMost)[] pages =
        [
            ("13", "reservation list", "/staff/reservations", "status--confirmed", 100),
            ("13", "reservation list of everything", "/staff/reservations?past=true", "status--confirmed", 300),
            ("14", "search by name", FormattableString.Invariant($"/staff/reservations?q={last}"), FormattableString.Invariant($" {last}"), 100),
            ("14", "search by a name that many have", "/staff/reservations?q=sorensen", "Sørensen", 100),
            ("14", "search without a result", "/staff/reservations?q=nobody+at+all", "past=true", 100),
            ("14", "search of everything by name", FormattableString.Invariant($"/staff/reservations?past=true&q={last}"),
                FormattableString.Invariant($" {last}"), 300),
            ("14", "search of everything by a name that many have", "/staff/reservations?past=true&q=sorensen", "Sørensen", 300),
            ("14", "search of everything by two words", "/staff/reservations?past=true&q=lea+sorensen", "Léa Sørensen", 300),
            ("14", "search of everything by a word that all have", "/staff/reservations?past=true&q=visitors", "status--confirmed", 300),
            ("14", "search of everything without a result", "/staff/reservations?past=true&q=nobody+at+all", "role=\"search\"", 300),
            ("15", "mail page", "/staff/mail", "state--sent", 100),
            ("15", "mail page, a state in which there is none", "/staff/mail?state=heldback", "state=heldback", 100),
            ("15", "mail page, what was not sent", "/staff/mail?state=givenup", "state--givenup", 100),
        ];
        var megabytes = new FileInfo(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.ConnectionString).DataSource).Length / 1e6;
        var lines = new List<Line>();
        foreach (var (row, what, path, expected, atMost) in pages)
        {
            var line = await StaffPages.MeasureAsync(bench.Rounds, person, row, $"{what} ({names})", path, expected, atMost);
            lines.Add(line with { Absolutely = FormattableString.Invariant($"{line.Absolutely}; a file of {megabytes:0} MB") });
        }

        return lines;
    }
}
