using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Looks up the party behind a ticket or a reference, for reading only.</summary>
public static class PartyAtDoorQueries
{
    /// <returns>The party; null where the ticket is none of ours.</returns>
    public static async Task<PartyAtDoor?> PartyOfAsync(this BookingDbContext db, string checkInToken, CancellationToken cancellationToken) =>
        await db.AtDoorAsync((await db.FindTokenAsync(checkInToken, TokenPurpose.CheckIn, cancellationToken))?.Reservation, cancellationToken);

    /// <param name="reference">As <see cref="Reference.Read"/> returns it.</param>
    public static async Task<PartyAtDoor?> PartyCalledAsync(this BookingDbContext db, string reference, CancellationToken cancellationToken) =>
        await db.AtDoorAsync(
            await db.Reservations.Whole().SingleOrDefaultAsync(r => r.Reference == reference, cancellationToken), cancellationToken);

    private static async Task<PartyAtDoor?> AtDoorAsync(this BookingDbContext db, Reservation? party, CancellationToken cancellationToken) =>
        party is null ? null : new PartyAtDoor(party, await db.CheckInOfAsync(party.Id, cancellationToken));
}
