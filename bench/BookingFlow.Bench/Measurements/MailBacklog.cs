using System.Diagnostics;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 11: a house that owes a thousand tickets is started, and the mail server counts. From the first page on, until all are out.</summary>
public sealed class MailBacklog : IMeasurement
{
    private const int Mails = 1_000;

    /// <summary>A round that takes longer is told by its pace so far.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(35), PollInterval = TimeSpan.FromMilliseconds(20);

    public string Name => "mail";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        var (seconds, conversations) = (new List<double>(), bench.MailServer.Connections);
        var (unfinished, mails) = (0, bench.MailServer.ReceivedMails);
        for (var round = 0; round < bench.Rounds; round++)
        {
            await using var database = await bench.CreateDatabaseAsync();
            var seeder = new DatabaseSeeder(database);
            var performance = (await seeder.AddShowsAsync(1, 1))[0];
            await seeder.AddConfirmedAsync(performance, Mails);
            await seeder.EnqueueTicketMailsAsync(performance);
            var (taken, elapsed) = await ClearAsync(bench, database);
            unfinished += taken < Mails ? 1 : 0;
            seconds.Add(elapsed.TotalSeconds * Mails / Math.Max(1, taken));
        }

        var told = FormattableString.Invariant(
            $"{Mails / Statistics.Median(seconds):0} mails/s; {(bench.MailServer.ReceivedMails - mails) / (double)Math.Max(1, bench.MailServer.Connections - conversations):0.0} a conversation")
            + (
                unfinished > 0
                    ? FormattableString.Invariant(
                        $"; {unfinished} rounds ended after {Longest.TotalSeconds:0} s, their times are reckoned from the pace until then")
                    : "");
        return
        [
            new Line("11", "a backlog of 1,000 mails is cleared", "s", seconds, Requirement.AtMost(30), told),
            new Line("11", "mails handed over to a local mail server", "/s", [.. seconds.Select(s => Mails / s)], Requirement: null, told),
        ];
    }

    private static async Task<(int Taken, TimeSpan Elapsed)> ClearAsync(BenchEnvironment bench, BenchDatabase database)
    {
        var before = bench.MailServer.ReceivedMails;
        await using var server = await bench.StartServerAsync(database);
        var start = Stopwatch.GetTimestamp();
        while (bench.MailServer.ReceivedMails - before < Mails && Stopwatch.GetElapsedTime(start) < Longest)
        {
            await Task.Delay(PollInterval);
        }

        return (bench.MailServer.ReceivedMails - before, Stopwatch.GetElapsedTime(start));
    }
}
