namespace BookingFlow.Tests.Races;

/// <summary>
/// Replays parallel confirmations in commit order, given by the versions of the performance, and lists every violation. Seats are only
/// taken, never released, so a reported number of seats left identifies at most one point in that order.
/// </summary>
public static class CommitOrder
{
    public static IReadOnlyList<string> FindViolations(int seats, IEnumerable<ConfirmedParty> confirmed, IEnumerable<RefusedParty> refused)
    {
        var violations = new List<string>();
        var left = seats;
        var everLeft = new HashSet<int> { left };
        foreach (var party in confirmed.OrderBy(c => c.Version))
        {
            left -= party.People;
            everLeft.Add(left);
            if (left < 0)
            {
                violations.Add($"overbooked: version {party.Version} seated {party.People} and left {left}");
            }
        }

        foreach (var party in refused)
        {
            if (!everLeft.Contains(party.SeatsLeftShown))
            {
                violations.Add($"a party of {party.People} was shown {party.SeatsLeftShown} seats, which was true at no time");
            }

            if (party.People <= party.SeatsLeftShown || party.People <= left)
            {
                violations.Add($"a party of {party.People} was refused although it fitted ({party.SeatsLeftShown} shown, {left} in the end)");
            }
        }

        return violations;
    }
}
