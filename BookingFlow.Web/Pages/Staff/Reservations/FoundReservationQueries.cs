using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Reads found reservations with their totals.</summary>
/// <remarks>
/// A search of everything compares each of up to a million rows with the text; so a row is read once only, from an index that contains all that is
/// needed, and the rows of the table are read for one page only (docs/decisions/0064).
/// </remarks>
public static class FoundReservationQueries
{
    /// <summary>Number of reservations whose ids are read first; most searches find fewer, and are then complete.</summary>
    public const int FirstRead = 20 * Paging.Size;

    /// <summary>Reads one page of the found reservations, newest first, and the totals of all.</summary>
    /// <param name="page">Page number from 1. Null: the first page; out of range: the nearest page.</param>
    public static async Task<(Paged<ReservationLine> Page, ReservationTotals Totals)> NewestPageAsync(
        this BookingDbContext db, ReservationSearch search, int? page, CancellationToken cancellationToken)
    {
        var found = search.Apply(db);
        var newest = await found.NewestFirst().Take(FirstRead)
            .Select(r => new { r.Id, r.CreatedAt, r.Status, r.PartySize })
            .ToListAsync(cancellationToken);
        var totals = new ReservationTotals(
            newest.Count, newest.Sum(r => r.PartySize), newest.Where(r => r.Status == ReservationStatus.Confirmed).Sum(r => r.PartySize));
        if (newest.Count == FirstRead)
        {
            var last = newest[^1];
            totals = search.HasText
                ? totals + await found.Where(r => r.CreatedAt <= last.CreatedAt && (r.CreatedAt < last.CreatedAt || r.Id < last.Id))
                    .TotalsAsync(hasText: true, cancellationToken)
                : await found.TotalsAsync(hasText: false, cancellationToken);
        }

        var shown = Math.Clamp(page ?? 1, 1, Math.Max(1, (totals.Reservations + Paging.Size - 1) / Paging.Size));
        var skipped = (shown - 1) * Paging.Size;
        int[] ids = skipped < newest.Count
            ? [.. newest.Skip(skipped).Take(Paging.Size).Select(r => r.Id)]
            : await found.NewestFirst().Skip(skipped).Take(Paging.Size).Select(r => r.Id).ToArrayAsync(cancellationToken);
        var lines = await db.Reservations.Where(r => EF.Parameter(ids).Contains(r.Id)).NewestFirst()
            .Select(ReservationLine.Projection)
            .ToListAsync(cancellationToken);
        return (new Paged<ReservationLine>(lines, shown, totals.Reservations), totals);
    }

    /// <summary>Counts reservations and people by one query.</summary>
    /// <param name="hasText">
    /// Whether the query searches for a text. Grouping by status makes SQLite read in the order of the index of the status, which is complete for
    /// counting, but does not contain what is searched.
    /// </param>
    public static async Task<ReservationTotals> TotalsAsync(this IQueryable<Reservation> found, bool hasText, CancellationToken cancellationToken)
    {
        var groups = hasText
            ? await found.GroupBy(_ => 1)
                .Select(all => new ReservationTotals(
                    all.Count(), all.Sum(r => r.PartySize), all.Sum(r => r.Status == ReservationStatus.Confirmed ? r.PartySize : 0)))
                .ToListAsync(cancellationToken)
            : await found.GroupBy(r => r.Status)
                .Select(group => new ReservationTotals(
                    group.Count(), group.Sum(r => r.PartySize), group.Key == ReservationStatus.Confirmed ? group.Sum(r => r.PartySize) : 0))
                .ToListAsync(cancellationToken);
        return groups.Aggregate(ReservationTotals.None, (sum, group) => sum + group);
    }
}
