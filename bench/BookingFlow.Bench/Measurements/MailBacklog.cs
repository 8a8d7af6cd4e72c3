using System.Diagnostics;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.House;
using BookingFlow.Bench.Seeding;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 11: a house that owes a thousand tickets is started, and the mail server counts. From the first page on, until all are out.</summary>
public sealed class MailBacklog : IMeasurement
{
    private const int Mails = 1_000;

    /// <summary>A round that takes longer is told by its pace so far.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(35), BetweenLooks = TimeSpan.FromMilliseconds(20);

    public string Name => "mail";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Stage stage)
    {
        var (seconds, conversations) = (new List<double>(), stage.Post.Conversations);
        var (unfinished, mails) = (0, stage.Post.Taken);
        for (var round = 0; round < stage.Rounds; round++)
        {
            await using var database = await stage.CreateDatabaseAsync();
            var season = new Season(database);
            var performance = (await season.AddShowsAsync(1, 1))[0];
            await season.AddConfirmedAsync(performance, Mails);
            await season.OweTicketsAsync(performance);
            var (taken, took) = await ClearAsync(stage, database);
            unfinished += taken < Mails ? 1 : 0;
            seconds.Add(took.TotalSeconds * Mails / Math.Max(1, taken));
        }

        var told = FormattableString.Invariant(
            $"{Mails / Statistics.Median(seconds):0} mails/s; {(stage.Post.Taken - mails) / (double)Math.Max(1, stage.Post.Conversations - conversations):0.0} a conversation")
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

    private static async Task<(int Taken, TimeSpan Took)> ClearAsync(Stage stage, BenchDatabase database)
    {
        var before = stage.Post.Taken;
        await using var house = await stage.StartHouseAsync(database);
        var start = Stopwatch.GetTimestamp();
        while (stage.Post.Taken - before < Mails && Stopwatch.GetElapsedTime(start) < Longest)
        {
            await Task.Delay(BetweenLooks);
        }

        return (stage.Post.Taken - before, Stopwatch.GetElapsedTime(start));
    }
}
