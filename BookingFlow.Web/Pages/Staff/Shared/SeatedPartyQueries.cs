using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>
/// Finds the parties that a reduction of seats would affect. For display only: the use case decides again under the performance lock.
/// </summary>
public static class SeatedPartyQueries
{
    /// <summary>Returns the confirmed parties of the performances, in order of confirmation.</summary>
    public static Task<List<SeatedParty>> ConfirmedPartiesAsync(
        this BookingDbContext db, IReadOnlyList<int> performanceIds, CancellationToken cancellationToken) => db.Reservations
        .Where(r => performanceIds.Contains(r.PerformanceId) && r.Status == ReservationStatus.Confirmed)
        .OrderBy(r => r.ConfirmedAtVersion).ThenBy(r => r.Id)
        .Select(r => new SeatedParty(r.PerformanceId, r.Id, r.Name, r.Reference, r.PartySize))
        .ToListAsync(cancellationToken);

    /// <summary>Returns the parties of a performance that would have no seats: those that confirmed last.</summary>
    /// <param name="seatsMissing">Seats by which the confirmed people exceed the capacity. 0 or less: the result is empty.</param>
    public static async Task<IReadOnlyList<SeatedParty>> PartiesWithoutSeatsAsync(
        this BookingDbContext db, int performanceId, int seatsMissing, CancellationToken cancellationToken)
    {
        if (seatsMissing <= 0)
        {
            return [];
        }

        var parties = await db.ConfirmedPartiesAsync([performanceId], cancellationToken);
        return SeatOrder.WithoutSeats(parties, party => party.PartySize, parties.Sum(party => party.PartySize) - seatsMissing);
    }
}
