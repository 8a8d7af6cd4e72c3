using System.Collections.Concurrent;
using System.Diagnostics;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 16: 1,000 visitors come at once for 200 seats. Each opens the list and the form, reserves two seats, waits for the mail, opens its link and
/// confirms; who comes too late is told so.
/// </summary>
public sealed class Rush : IMeasurement
{
    private const int People = 1_000, Seats = 200, PartySize = 2;

    public string Name => "rush";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        await using var database = await bench.CreateDatabaseAsync();
        var performances = await new DatabaseSeeder(database).AddShowsAsync(1, bench.Rounds + 1, Seats);
        await using var server = await bench.StartServerAsync(database);
        using var links = new MailedLinks(bench.MailServer);
        var (seconds, p99, answered) = (new List<double>(), new Dictionary<string, List<double>>(StringComparer.Ordinal), new List<string>());
        for (var round = 0; round <= bench.Rounds; round++)
        {
            var pages = new ConcurrentDictionary<string, ConcurrentBag<double>>(StringComparer.Ordinal);
            var mails = bench.MailServer.ReceivedMails;
            var visitors = Visitor.CreateMany(People, server.Address);
            var start = Stopwatch.GetTimestamp();
            var people = visitors.Select(
                (visitor, i) => new RushVisitor(
                    visitor, performances[round], FormattableString.Invariant($"guest{round}.{i}@visitors.example"), links, pages)).ToList();
            var confirmed = await Task.WhenAll(people.Select(person => Task.Run(person.RunAsync)));
            var elapsed = Stopwatch.GetElapsedTime(start);
            foreach (var visitor in visitors)
            {
                visitor.Dispose();
            }

            await CheckAsync(database, performances[round], confirmed.Count(isConfirmed => isConfirmed));
            await bench.WaitForMailAsync(database, mails + await CountMailsAsync(database, performances[round]));
            if (round == 0)
            {
                continue;
            }

            seconds.Add(elapsed.TotalSeconds);
            foreach (var (page, milliseconds) in pages)
            {
                p99.TryAdd(page, []);
                p99[page].Add(Statistics.Percentile([.. milliseconds], 0.99));
            }

            answered.Add(FormattableString.Invariant($"{pages.Sum(page => page.Value.Count)}"));
        }

        var details = $"{string.Join(", ", answered)} answers, none a server error; {Seats} seats taken in each round";
        return
        [
            new Line("16", $"{People:N0} visitors for {Seats} seats: until the last is answered", "s", seconds, Requirement: null, details),
            .. RushVisitor.Pages.Select(page => new Line("16", $"the same: p99 of {page}", "ms", p99[page], Requirement: null, "")),
        ];
    }

    private static async Task CheckAsync(BenchDatabase database, int performance, int confirmed)
    {
        await using var db = database.CreateDbContext();
        var seats = await db.Reservations.Where(r => r.PerformanceId == performance && r.Status == ReservationStatus.Confirmed)
            .SumAsync(r => r.PartySize);
        if (seats != Seats || confirmed * PartySize != Seats)
        {
            throw new UnexpectedResponseException($"{seats} of {Seats} seats are taken, and {confirmed} visitors were told that they have seats.");
        }
    }

    private static async Task<int> CountMailsAsync(BenchDatabase database, int performance)
    {
        await using var db = database.CreateDbContext();
        return await db.Outbox.CountAsync(m => m.Reservation!.PerformanceId == performance);
    }
}
