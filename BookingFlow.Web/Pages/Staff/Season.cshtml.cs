using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Everything that is to come and how full it is, one month of the foyer's calendar at a time.</summary>
public sealed class SeasonModel(BookingDbContext db, Venue venue, TimeProvider clock) : PlacePage
{
    /// <summary>Which month, as <c>2026-12</c>; else the first in which something is played.</summary>
    [FromQuery(Name = "month")]
    public string? MonthText { get; set; }

    /// <summary>The first day of the month that is shown.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>The months in which something is played, with how many performances each.</summary>
    public IReadOnlyList<(DateOnly Month, int Performances)> Months { get; private set; } = [];

    public IReadOnlyList<SeasonListing> Performances { get; private set; } = [];

    public SeasonTotal OfTheMonth { get; private set; } = new(0, 0, 0, 0);

    public SeasonTotal InAll { get; private set; } = new(0, 0, 0, 0);

    public static string Name(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var all = await db.Performances.Where(p => p.StartsAt > now)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new { p.StartsAt, p.CancelledAt, p.Capacity })
            .ToListAsync(cancellationToken);
        Months = [.. all.GroupBy(p => MonthOf(p.StartsAt)).Select(month => (month.Key, month.Count()))];
        Month = Asked() ?? (Months.Count > 0 ? Months[0].Month : MonthOf(now));
        Performances = await ReadAsync(now, cancellationToken);
        OfTheMonth = Sum(
            Performances.Where(p => p.CancelledAt is null).Select(p => p.Capacity),
            Performances.Where(p => p.CancelledAt is null).Sum(p => p.Pending));
        InAll = Sum(
            all.Where(p => p.CancelledAt is null).Select(p => p.Capacity),
            await db.Reservations.Where(
                r => r.Performance.StartsAt > now && r.Performance.CancelledAt == null && r.Status == ReservationStatus.Pending && r.ExpiresAt > now)
                .SumAsync(r => r.PartySize, cancellationToken));
    }

    private static SeasonTotal Sum(IEnumerable<Capacity> capacities, int pending)
    {
        var all = capacities.ToList();
        return new SeasonTotal(all.Count, all.Sum(c => c.Confirmed), all.Sum(c => c.Seats), pending);
    }

    private Task<List<SeasonListing>> ReadAsync(DateTime now, CancellationToken cancellationToken)
    {
        var (from, to) = (venue.BeginningOf(Month), venue.BeginningOf(Month.AddMonths(1)));
        return db.Performances.Where(p => p.StartsAt > now && p.StartsAt >= from && p.StartsAt < to)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new SeasonListing
            {
                Id = p.Id,
                ShowTitle = p.Show.Title,
                RoomName = p.Room.Name,
                StartsAt = p.StartsAt,
                IsPublic = p.IsPublic,
                CancelledAt = p.CancelledAt,
                Capacity = p.Capacity,
                Pending = db.Reservations.Where(
                    r => r.PerformanceId == p.Id && r.Status == ReservationStatus.Pending && r.ExpiresAt > now).Sum(r => r.PartySize),
            })
            .ToListAsync(cancellationToken);
    }

    private DateOnly MonthOf(DateTime utc)
    {
        var local = venue.Local(utc);
        return new DateOnly(local.Year, local.Month, 1);
    }

    // Before and after these years no house plays, and the calendar ends.
    private DateOnly? Asked() => DateOnly.TryParseExact(
        MonthText + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
        && month.Year is >= 1900 and < 9000 ? month : null;
}
