using System.Collections.Concurrent;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>Stewards who scan tickets for some seconds. Every scan is of another ticket.</summary>
internal static class Scans
{
    public const int Stewards = 2;

    /// <summary>More tickets than can be scanned in a round.</summary>
    public const int TicketsPerRound = 600;

    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(4), BetweenScans = TimeSpan.FromMilliseconds(20);

    /// <returns>The p99 of the scans, in milliseconds.</returns>
    public static async Task<double> RunAsync(IReadOnlyList<Visitor> stewards, IReadOnlyList<Token> tickets)
    {
        var forms = new ConcurrentDictionary<Visitor, Form>();
        foreach (var steward in stewards)
        {
            forms[steward] = await steward.OpenScanStationAsync();
        }

        var remaining = new ConcurrentQueue<Token>(tickets);
        var scans = await LoadRun.RunForAsync(RoundTime, stewards, async steward =>
        {
            await Task.Delay(BetweenScans);
            if (!remaining.TryDequeue(out var ticket))
            {
                throw new UnexpectedResponseException("All tickets were scanned before the round ended; TicketsPerRound is too small.");
            }

            var (elapsed, next) = await steward.ScanAsync(forms[steward], ticket);
            forms[steward] = next;
            return elapsed;
        });
        return scans.Percentile(0.99);
    }
}
