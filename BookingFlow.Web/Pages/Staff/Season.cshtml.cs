using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Upcoming performances of one calendar month of the venue, with their occupancy, and totals of the month and of all months.</summary>
public sealed class SeasonModel(BookingDbContext db, Venue venue, TimeProvider clock) : BasePage
{
    /// <summary>The month to show, such as <c>2026-12</c>. Absent or invalid: the first month with a performance.</summary>
    [FromQuery(Name = "month")]
    public string? MonthText { get; set; }

    /// <summary>First day of the month shown.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>Months with upcoming performances, each with their number.</summary>
    public IReadOnlyList<(DateOnly Month, int Performances)> Months { get; private set; } = [];

    public IReadOnlyList<SeasonListing> Performances { get; private set; } = [];

    public SeasonTotal MonthTotal { get; private set; } = new(0, 0, 0, 0);

    public SeasonTotal Total { get; private set; } = new(0, 0, 0, 0);

    public static string MonthName(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var all = await db.Performances.Where(p => p.StartsAt > now)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new { p.StartsAt, p.CancelledAt, p.Capacity })
            .ToListAsync(cancellationToken);
        Months = [.. all.GroupBy(p => MonthOf(p.StartsAt)).Select(month => (month.Key, month.Count()))];
        Month = RequestedMonth() ?? (Months.Count > 0 ? Months[0].Month : MonthOf(now));
        Performances = await MonthListingsAsync(now, cancellationToken);
        MonthTotal = Sum(
            Performances.Where(p => p.CancelledAt is null).Select(p => p.Capacity),
            Performances.Where(p => p.CancelledAt is null).Sum(p => p.Pending));
        Total = Sum(
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

    private Task<List<SeasonListing>> MonthListingsAsync(DateTime now, CancellationToken cancellationToken)
    {
        var (from, to) = (venue.StartOfDay(Month), venue.StartOfDay(Month.AddMonths(1)));
        return db.Performances.Where(p => p.StartsAt > now && p.StartsAt >= from && p.StartsAt < to)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new SeasonListing
            {
                Id = p.Id,
                ShowTitle = p.Show.Title,
                RoomName = p.Room.Name,
                StartsAt = p.StartsAt,
                IsPublic = p.IsPublic,
                HasLink = p.Invitation != null,
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

    // The range keeps AddMonths and the conversion to UTC clear of DateOnly's and DateTime's limits.
    private DateOnly? RequestedMonth() => DateOnly.TryParseExact(
        MonthText + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
        && month.Year is >= 1900 and < 9000 ? month : null;
}
