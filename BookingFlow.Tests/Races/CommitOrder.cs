using System.Globalization;

namespace BookingFlow.Tests.Races;

/// <summary>A party that got its seats: which version of the performance its confirmation made, and how many people it is.</summary>
public sealed record Confirmed(int Version, int People);

/// <summary>A party that was refused: how many people it is, and how many seats it was told are left.</summary>
public sealed record Refused(int People, int SeatsLeftTold)
{
    /// <summary>As it stands on the page: the offer to take fewer seats, or none.</summary>
    public static Refused Of(int people, Place refusal) => new(
        people, refusal.Document.QuerySelector("input[name='SmallerParty']") is { } offer
            ? int.Parse(offer.GetAttribute("value")!, CultureInfo.InvariantCulture)
            : 0);
}

/// <summary>
/// Replays a rush in the order in which it was committed, and says everything that was wrong with it. The versions of
/// the performance are that order. Seats only ever went away, so "so many were left" names one moment in it.
/// </summary>
public static class CommitOrder
{
    public static IReadOnlyList<string> WhatWentWrong(int seats, IEnumerable<Confirmed> confirmed, IEnumerable<Refused> refused)
    {
        var wrong = new List<string>();
        var left = seats;
        var moments = new HashSet<int> { left };
        foreach (var party in confirmed.OrderBy(c => c.Version))
        {
            left -= party.People;
            moments.Add(left);
            if (left < 0)
            {
                wrong.Add($"overbooked: version {party.Version} seated {party.People} and left {left}");
            }
        }

        foreach (var party in refused)
        {
            if (!moments.Contains(party.SeatsLeftTold))
            {
                wrong.Add($"a party of {party.People} was told {party.SeatsLeftTold} seats, which was true at no moment");
            }

            if (party.People <= party.SeatsLeftTold || party.People <= left)
            {
                wrong.Add($"a party of {party.People} was refused although it fitted ({party.SeatsLeftTold} told, {left} in the end)");
            }
        }

        return wrong;
    }
}
