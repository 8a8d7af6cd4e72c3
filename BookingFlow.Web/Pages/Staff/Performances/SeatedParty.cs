using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>A confirmed party.</summary>
public sealed record SeatedParty(string Name, string Reference, int PartySize);

/// <summary>Who would be without a seat.</summary>
public static class PartiesWithoutASeat
{
    /// <summary>
    /// The parties that confirmed last, as many of them as it takes to make up the missing seats; in the order in which
    /// they confirmed.
    /// </summary>
    public static async Task<IReadOnlyList<SeatedParty>> WithoutASeatAsync(
        this BookingDbContext db, int performanceId, int seatsMissing, CancellationToken cancellationToken)
    {
        if (seatsMissing <= 0)
        {
            return [];
        }

        var latestFirst = await db.Reservations
            .Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed)
            .OrderByDescending(r => r.ConfirmedAtVersion).ThenByDescending(r => r.Id)
            .Select(r => new SeatedParty(r.Name, r.Reference, r.PartySize))
            .ToListAsync(cancellationToken);
        var missing = seatsMissing;
        var without = new List<SeatedParty>();
        foreach (var party in latestFirst.TakeWhile(_ => missing > 0))
        {
            without.Add(party);
            missing -= party.PartySize;
        }

        without.Reverse();
        return without;
    }
}
