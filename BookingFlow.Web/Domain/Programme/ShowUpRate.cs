namespace BookingFlow.Web.Domain.Programme;

/// <summary>How many of those with seats came to comparable performances, and how many additional seats these would have borne.</summary>
/// <remarks>
/// The additional seats are the smallest number of people who stayed away from any of the last six: with so many people more, everybody would have
/// had a seat at each of them. Nothing else, so that everybody can check it; and nothing is changed by it (docs/decisions/0068).
/// </remarks>
public sealed record ShowUpRate
{
    /// <summary>How many performances the rule looks at. With fewer there is no number.</summary>
    public const int NeededPerformances = 6;

    private ShowUpRate(IReadOnlyCollection<AttendedPerformance> performances)
    {
        Performances = performances.Count;
        (Confirmed, Came) = (performances.Sum(p => p.Confirmed), performances.Sum(p => p.Came));
        if (performances.Count >= NeededPerformances)
        {
            var last = performances.OrderByDescending(p => p.StartsAt).ThenByDescending(p => p.Id).Take(NeededPerformances).ToList();
            (LastConfirmed, LastCame) = (last.Sum(p => p.Confirmed), last.Sum(p => p.Came));
            AdditionalSeats = last.Min(p => p.StayedAway);
        }
    }

    /// <summary>Number of performances.</summary>
    public int Performances { get; }

    public int Confirmed { get; }

    public int Came { get; }

    /// <summary>People with seats at the last six performances; 0 if there are fewer.</summary>
    public int LastConfirmed { get; }

    /// <summary>Those of them who came.</summary>
    public int LastCame { get; }

    /// <summary>How many additional seats each of the last six performances would have borne, 0 or more; null if there are fewer.</summary>
    public int? AdditionalSeats { get; }

    /// <summary>Computes the rate of comparable performances.</summary>
    /// <param name="performances">In any order. Those at which nobody was checked in are left out.</param>
    public static ShowUpRate Of(IEnumerable<AttendedPerformance> performances) => new([.. performances.Where(p => p.WasCheckedIn)]);
}
