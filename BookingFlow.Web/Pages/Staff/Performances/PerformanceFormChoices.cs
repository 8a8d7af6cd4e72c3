using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>What can be chosen in the forms of performances.</summary>
public static class PerformanceFormChoices
{
    /// <summary>All shows by their titles.</summary>
    public static async Task<IReadOnlyList<(string Value, string Text)>> ShowChoicesAsync(
        this BookingDbContext db, CancellationToken cancellationToken) =>
        [
            .. (
                await db.Shows.OrderBy(s => s.Title).ThenBy(s => s.Id).Select(s => new { s.Id, s.Title }).ToListAsync(cancellationToken)).Select(s =>
                    (Number(s.Id), s.Title)),
        ];

    /// <summary>The rooms in use by their names, and the one that the performance is in.</summary>
    public static async Task<IReadOnlyList<(string Value, string Text)>> RoomChoicesAsync(
        this BookingDbContext db, int? roomSoFar, IStringLocalizer<Words> words, CancellationToken cancellationToken) =>
        [.. (await db.Rooms.Where(r => r.RetiredAt == null || r.Id == roomSoFar).OrderBy(r => r.Name).ThenBy(r => r.Id)
            .Select(r => new { r.Id, r.Name, r.Capacity }).ToListAsync(cancellationToken))
            .Select(r => (Number(r.Id), words.Count("Performances.RoomChoice", r.Capacity, r.Name).Value))];

    /// <summary>With nothing chosen on top, so that nothing is chosen by mistake.</summary>
    public static IReadOnlyList<(string Value, string Text)> OrNone(
        this IReadOnlyList<(string Value, string Text)> choices, IStringLocalizer<Words> words) =>
        [("", words["Performances.Choose"]), .. choices];

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);
}
