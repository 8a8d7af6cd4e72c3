namespace BookingFlow.Web.Domain.Door;

/// <summary>Counts arrivals at the door over time.</summary>
public static class Arrivals
{
    private static readonly TimeSpan QuarterHour = TimeSpan.FromMinutes(15);

    /// <summary>Counts people by the quarter of an hour (UTC) in which they were admitted, earliest first, without empty quarters.</summary>
    /// <remarks>
    /// Undone and corrected check-ins are subtracted from, or added to, the quarter in which the party was admitted. Check-ins recorded
    /// later from paper are left out, because their time of arrival is not known.
    /// </remarks>
    /// <param name="history">In chronological order.</param>
    public static IReadOnlyList<(DateTime From, int People)> ByQuarter(IEnumerable<Arrival> history)
    {
        var counts = new SortedDictionary<DateTime, int>();
        foreach (var party in history.GroupBy(arrival => arrival.ReservationId))
        {
            // An undo or correction removes the latest arrivals first.
            var inside = new Stack<(DateTime? From, int People)>();
            foreach (var line in party)
            {
                var from = line.Outcome == ScanOutcome.AdmittedOnPaper ? (DateTime?)null : QuarterOf(line.At);
                if (line.People > 0)
                {
                    inside.Push((line.Outcome == ScanOutcome.Corrected && inside.TryPeek(out var last) ? last.From : from, line.People));
                }

                for (var removed = -line.People; removed > 0 && inside.TryPop(out var last);)
                {
                    if (last.People > removed)
                    {
                        inside.Push(last with { People = last.People - removed });
                    }

                    removed -= last.People;
                }
            }

            foreach (var (from, people) in inside)
            {
                if (from is { } quarter)
                {
                    counts[quarter] = counts.GetValueOrDefault(quarter) + people;
                }
            }
        }

        return [.. counts.Select(quarter => (quarter.Key, quarter.Value))];
    }

    private static DateTime QuarterOf(DateTime at) => at.AddTicks(-(at.Ticks % QuarterHour.Ticks));
}
