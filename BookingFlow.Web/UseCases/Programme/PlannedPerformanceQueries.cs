using System.Globalization;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Queries shared by the use cases that add and change performances.</summary>
internal static class PlannedPerformanceQueries
{
    /// <summary>Parses the id of the submitted room, which is locked before the input is validated; 0, which no room has, if it is invalid.</summary>
    public static int ParseRoomId(string? typed) =>
        int.TryParse(FieldChecks.Normalize(typed), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>Reads the shows and rooms that can be chosen for a performance.</summary>
    /// <param name="currentRoomId">The performance's room, which can be kept even if it was taken out of use; null for a new performance.</param>
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

    /// <summary>Finds the starts at which the show is already planned in the room, most likely because a form was submitted twice.</summary>
    /// <param name="starts">UTC.</param>
    /// <param name="exceptId">A performance to ignore; null for none.</param>
    public static Task<List<DateTime>> FindDuplicateStartsAsync(
        this BookingDbContext db, int showId, int roomId, IReadOnlyList<DateTime> starts, int? exceptId,
        CancellationToken cancellationToken) => db.Performances
            .Where(p => p.ShowId == showId && p.RoomId == roomId && starts.Contains(p.StartsAt) && p.CancelledAt == null && p.Id != exceptId)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => p.StartsAt)
            .ToListAsync(cancellationToken);
}
