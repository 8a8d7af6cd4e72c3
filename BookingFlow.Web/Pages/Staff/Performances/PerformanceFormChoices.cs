using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Choices of the select fields in performance forms.</summary>
public static class PerformanceFormChoices
{
    /// <summary>Returns all shows by title.</summary>
    public static async Task<IReadOnlyList<(string Value, string Text)>> ShowChoicesAsync(
        this BookingDbContext db, CancellationToken cancellationToken) =>
        [
            .. (
                await db.Shows.OrderBy(s => s.Title).ThenBy(s => s.Id).Select(s => new { s.Id, s.Title }).ToListAsync(cancellationToken)).Select(s =>
                    (Format(s.Id), s.Title)),
        ];

    /// <summary>Returns the rooms in use by name.</summary>
    /// <param name="roomSoFar">Id of the performance's current room, included even if it is retired; null: none.</param>
    public static async Task<IReadOnlyList<(string Value, string Text)>> RoomChoicesAsync(
        this BookingDbContext db, int? roomSoFar, IStringLocalizer<Words> words, CancellationToken cancellationToken) =>
        [.. (await db.Rooms.Where(r => r.RetiredAt == null || r.Id == roomSoFar).OrderBy(r => r.Name).ThenBy(r => r.Id)
            .Select(r => new { r.Id, r.Name, r.Capacity }).ToListAsync(cancellationToken))
            .Select(r => (Format(r.Id), words.Count("Performances.RoomChoice", r.Capacity, r.Name).Value))];

    /// <summary>Adds an empty choice at the top, so that the first one is not submitted by mistake.</summary>
    public static IReadOnlyList<(string Value, string Text)> OrNone(
        this IReadOnlyList<(string Value, string Text)> choices, IStringLocalizer<Words> words) =>
        [("", words["Performances.Choose"]), .. choices];

    private static string Format(int id) => id.ToString(CultureInfo.InvariantCulture);
}
