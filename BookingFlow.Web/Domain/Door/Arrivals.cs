namespace BookingFlow.Web.Domain.Door;

/// <summary>How many people came to the door when.</summary>
public static class Arrivals
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>
    /// People by the quarter of an hour (UTC) in which they came, the earliest first; quarters without anybody are left
    /// out. What was undone or corrected is taken off, or put on, where the party had come in. Whoever was written down
    /// from paper came at a time that nobody knows, and is left out.
    /// </summary>
    /// <param name="history">In the order in which it happened.</param>
    public static IReadOnlyList<(DateTime From, int People)> ByQuarter(IEnumerable<Arrival> history)
    {
        var came = new SortedDictionary<DateTime, int>();
        foreach (var party in history.GroupBy(arrival => arrival.ReservationId))
        {
            // The last to come in are the first to be taken back.
            var inside = new Stack<(DateTime? From, int People)>();
            foreach (var line in party)
            {
                var from = line.Outcome == ScanOutcome.AdmittedOnPaper ? (DateTime?)null : QuarterOf(line.At);
                if (line.People > 0)
                {
                    inside.Push((line.Outcome == ScanOutcome.Corrected && inside.TryPeek(out var last) ? last.From : from, line.People));
                }

                for (var back = -line.People; back > 0 && inside.TryPop(out var last);)
                {
                    if (last.People > back)
                    {
                        inside.Push(last with { People = last.People - back });
                    }

                    back -= last.People;
                }
            }

            foreach (var (from, people) in inside)
            {
                if (from is { } quarter)
                {
                    came[quarter] = came.GetValueOrDefault(quarter) + people;
                }
            }
        }

        return [.. came.Select(quarter => (quarter.Key, quarter.Value))];
    }

    private static DateTime QuarterOf(DateTime at) => at.AddTicks(-(at.Ticks % Quarter.Ticks));
}
