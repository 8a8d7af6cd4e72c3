using System.Globalization;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>What planning and editing ask of the house alike.</summary>
internal static class PlannedPerformanceQueries
{
    /// <summary>The id of the room that was typed, to be locked before it is read; 0, which no room has, for anything else.</summary>
    public static int ParseRoomId(string? typed) =>
        int.TryParse(FieldChecks.Normalize(typed), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <param name="currentRoomId">A performance may stay in its room after the room was taken out of use; null: it is in none yet.</param>
    public static async Task<PerformanceChoices> PerformanceChoicesAsync(
        this BookingDbContext db, int? currentRoomId, CancellationToken cancellationToken)
    {
        var shows = await db.Shows.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellationToken);
        var rooms = await db.Rooms.Where(r => r.RetiredAt == null || r.Id == currentRoomId)
            .OrderBy(r => r.Id)
            .Select(r => r.Id)
            .ToListAsync(cancellationToken);
        return new(shows, rooms);
    }

    /// <summary>At which of these times (UTC) this show is played in this room already: most likely a form that was sent twice.</summary>
    public static Task<List<DateTime>> FindDuplicateStartsAsync(
        this BookingDbContext db, int showId, int roomId, IReadOnlyList<DateTime> starts, int? exceptId,
        CancellationToken cancellationToken) => db.Performances
            .Where(p => p.ShowId == showId && p.RoomId == roomId && starts.Contains(p.StartsAt) && p.CancelledAt == null && p.Id != exceptId)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => p.StartsAt)
            .ToListAsync(cancellationToken);
}
