using System.Diagnostics;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 11: time to send a backlog of 1,000 ticket mails, from the server's first page until the mail server has received all.</summary>
public sealed class MailBacklog : IMeasurement
{
    private const int Mails = 1_000;

    /// <summary>A round ends after <c>MaxRoundTime</c>; its time is then extrapolated from the mails sent so far.</summary>
    private static readonly TimeSpan MaxRoundTime = TimeSpan.FromSeconds(35), PollInterval = TimeSpan.FromMilliseconds(20);

    public string Name => "mail";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        var (seconds, connectionsBefore) = (new List<double>(), bench.MailServer.Connections);
        var (unfinished, mailsBefore) = (0, bench.MailServer.ReceivedMails);
        for (var round = 0; round < bench.Rounds; round++)
        {
            await using var database = await bench.CreateDatabaseAsync();
            var seeder = new DatabaseSeeder(database);
            var performance = (await seeder.AddShowsAsync(1, 1))[0];
            await seeder.AddConfirmedAsync(performance, Mails);
            await seeder.EnqueueTicketMailsAsync(performance);
            var (received, elapsed) = await ClearBacklogAsync(bench, database);
            unfinished += received < Mails ? 1 : 0;
            seconds.Add(elapsed.TotalSeconds * Mails / Math.Max(1, received));
        }

        var mails = bench.MailServer.ReceivedMails - mailsBefore;
        var connections = bench.MailServer.Connections - connectionsBefore;
        var details = FormattableString.Invariant(
            $"{Mails / Statistics.Median(seconds):0} mails/s; {mails / (double)Math.Max(1, connections):0.0} per connection")
            + (
                unfinished > 0
                    ? FormattableString.Invariant(
                        $"; {unfinished} rounds ended after {MaxRoundTime.TotalSeconds:0} s, their times are extrapolated from the pace until then")
                    : "");
        return
        [
            new Line("11", "a backlog of 1,000 mails is cleared", "s", seconds, Requirement.AtMost(30), details),
            new Line("11", "mails handed over to a local mail server", "/s", [.. seconds.Select(s => Mails / s)], Requirement: null, details),
        ];
    }

    private static async Task<(int Received, TimeSpan Elapsed)> ClearBacklogAsync(BenchEnvironment bench, BenchDatabase database)
    {
        var before = bench.MailServer.ReceivedMails;
        await using var server = await bench.StartServerAsync(database);
        var start = Stopwatch.GetTimestamp();
        while (bench.MailServer.ReceivedMails - before < Mails && Stopwatch.GetElapsedTime(start) < MaxRoundTime)
        {
            await Task.Delay(PollInterval);
        }

        return (bench.MailServer.ReceivedMails - before, Stopwatch.GetElapsedTime(start));
    }
}
