using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Finds parties at the door by check-in token or reference, without tracking them.</summary>
public static class PartyAtDoorQueries
{
    /// <summary>Finds the party of a check-in token.</summary>
    /// <returns>The party; null when the token is unknown or has another purpose.</returns>
    public static async Task<PartyAtDoor?> FindPartyByTokenAsync(
        this BookingDbContext db, string checkInToken, CancellationToken cancellationToken) =>
        await db.WithCheckInAsync((await db.FindTokenAsync(checkInToken, TokenPurpose.CheckIn, cancellationToken))?.Reservation, cancellationToken);

    /// <summary>Finds a party by its reference.</summary>
    /// <param name="reference">Normalized reference, as returned by <see cref="Reference.Read"/>.</param>
    public static async Task<PartyAtDoor?> FindPartyByReferenceAsync(
        this BookingDbContext db, string reference, CancellationToken cancellationToken) =>
        await db.WithCheckInAsync(
            await db.Reservations.WithPerformance().SingleOrDefaultAsync(r => r.Reference == reference, cancellationToken), cancellationToken);

    private static async Task<PartyAtDoor?> WithCheckInAsync(this BookingDbContext db, Reservation? party, CancellationToken cancellationToken) =>
        party is null ? null : new PartyAtDoor(party, await db.FindCheckInAsync(party.Id, cancellationToken));
}
