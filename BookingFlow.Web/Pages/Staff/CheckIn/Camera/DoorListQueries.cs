using System.Text.Json;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>Queries of the camera station.</summary>
public static class DoorListQueries
{
    /// <summary>Age of a list at which a device that has a network fetches it again.</summary>
    private const int MaxAgeMinutes = 30;

    /// <summary>
    /// How many entries of the history a device gets again: their ids are given before they are committed, so that a smaller one may appear later.
    /// </summary>
    private const int Overlap = 20;

    /// <summary>Returns the list of a performance: all its reservations that are confirmed or have a ticket.</summary>
    public static async Task<DoorList> DoorListAsync(
        this BookingDbContext db, TonightListing performance, BookingRules rules, IStringLocalizer<Words> t, DateTime now,
        CancellationToken cancellationToken)
    {
        // Read first: an entry that is added meanwhile is sent again with the arrivals.
        var lastEvent = await db.LastScanAsync(performance.Id, cancellationToken);
        var found = await db.Reservations
            .Where(r => r.PerformanceId == performance.Id)
            .Where(r => r.Status == ReservationStatus.Confirmed || db.Tokens.Any(t => t.ReservationId == r.Id && t.Purpose == TokenPurpose.CheckIn))
            .OrderBy(r => r.Id)
            .LeftJoin(db.CheckIns, r => r.Id, c => c.ReservationId, (r, c) => new
            {
                Party = new ListedParty(
                    r.Id, r.PartySize, c == null ? 0 : c.People, r.Status, c == null ? null : c.At, c == null ? null : c.StaffName,
                    c == null ? null : c.Door),
                // The staff's note first, because it is meant for the door.
                Name = new ListedName(
                    r.Name, r.Reference, r.StaffNote == null ? r.Notes : r.Notes == null ? r.StaffNote : r.StaffNote + "\n" + r.Notes),
                Access = new AccessNeeds(r.WheelchairPlaces > 0, r.CompanionPlaces > 0, r.NeedsStepFreeAccess, r.NeedsInductionLoop),
            })
            .ToListAsync(cancellationToken);
        var reservations = found
            .Select(r => new { r.Party, Name = r.Name with { Notes = AccessWords.WithNotes(r.Access, r.Name.Notes, t) } })
            .ToList();
        var tokens = await db.Tokens
            .Where(t => t.Purpose == TokenPurpose.CheckIn && t.Reservation.PerformanceId == performance.Id)
            .Select(t => new { t.ReservationId, t.Hash })
            .ToListAsync(cancellationToken);

        var keys = new DoorListKeys(performance.Id);
        var indexes = reservations.Index().ToDictionary(party => party.Item.Party.Id, party => party.Index);
        return new DoorList(
            performance.ToListed(rules), keys.Salt, now, lastEvent, MaxAgeMinutes, rules.SearchesNamesOffline,
            [.. reservations.Select(r => r.Party with { Ref = keys.IdOfReference(r.Name.Reference) })],
            [
                // A ticket of a reservation that was added between the two queries comes with the next list.
                .. tokens.Where(token => indexes.ContainsKey(token.ReservationId)).Select(token => new object[]
                {
                    keys.IdOf(token.Hash),
                    indexes[token.ReservationId],
                    keys.Seal(token.Hash, JsonSerializer.SerializeToUtf8Bytes(
                        reservations[indexes[token.ReservationId]].Name, CameraApiPage.JsonOptions)),
                }),
            ],
            rules.SearchesNamesOffline ? [.. reservations.Select(r => r.Name)] : null);
    }

    /// <summary>Returns the latest entry of a performance's scan history; 0 if there is none.</summary>
    public static async Task<int> LastScanAsync(this BookingDbContext db, int performanceId, CancellationToken cancellationToken) =>
        await db.ScanEvents.Where(e => e.PerformanceId == performanceId).MaxAsync(e => (int?)e.Id, cancellationToken) ?? 0;

    /// <summary>Returns the parties of a performance that have an entry of the scan history since another.</summary>
    /// <param name="after">Id of the entry.</param>
    public static Task<List<ListedParty>> ArrivalsAsync(
        this BookingDbContext db, int performanceId, int after, CancellationToken cancellationToken)
    {
        var since = after - Overlap;
        var changed = db.ScanEvents.Where(e => e.Id > since && e.PerformanceId == performanceId).Select(e => e.ReservationId);
        return db.Reservations
            .Where(r => changed.Contains(r.Id) && r.PerformanceId == performanceId)
            .LeftJoin(db.CheckIns, r => r.Id, c => c.ReservationId, (r, c) => new ListedParty(
                r.Id, r.PartySize, c == null ? 0 : c.People, r.Status, c == null ? null : c.At, c == null ? null : c.StaffName,
                c == null ? null : c.Door))
            .ToListAsync(cancellationToken);
    }

    public static ListedPerformance ToListed(this TonightListing performance, BookingRules rules) => new(
        performance.Id, performance.ShowTitle, performance.RoomName, performance.StartsAt, performance.DoorsOpenAt(rules),
        performance.DoorsCloseAt(rules), performance.CancelledAt is not null);
}
