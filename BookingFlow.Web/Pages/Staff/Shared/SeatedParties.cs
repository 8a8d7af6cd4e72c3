using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Whom fewer seats would concern: information, not the decision, which is made under the lock.</summary>
public static class SeatedParties
{
    /// <summary>The confirmed parties of these performances, in the order in which they were confirmed.</summary>
    public static Task<List<SeatedParty>> SeatedAsync(
        this BookingDbContext db, IReadOnlyList<int> performanceIds, CancellationToken cancellationToken) => db.Reservations
        .Where(r => performanceIds.Contains(r.PerformanceId) && r.Status == ReservationStatus.Confirmed)
        .OrderBy(r => r.ConfirmedAtVersion).ThenBy(r => r.Id)
        .Select(r => new SeatedParty(r.PerformanceId, r.Id, r.Name, r.Reference, r.PartySize))
        .ToListAsync(cancellationToken);

    /// <summary>Those of one performance for whom no seats would be left if so many were missing; 0 or less: nobody.</summary>
    public static async Task<IReadOnlyList<SeatedParty>> WithoutASeatAsync(
        this BookingDbContext db, int performanceId, int seatsMissing, CancellationToken cancellationToken)
    {
        if (seatsMissing <= 0)
        {
            return [];
        }

        var parties = await db.SeatedAsync([performanceId], cancellationToken);
        return SeatOrder.WithoutSeats(parties, party => party.PartySize, parties.Sum(party => party.PartySize) - seatsMissing);
    }
}
