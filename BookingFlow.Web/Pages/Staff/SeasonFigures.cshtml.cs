using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>The figures of all performances of one year that have begun, and their sum.</summary>
public sealed class SeasonFiguresModel(BookingDbContext db, Venue venue, TimeProvider clock) : BasePage
{
    /// <summary>The year to show. Absent or invalid: the last with a performance.</summary>
    [FromQuery(Name = "year")]
    public string? YearText { get; set; }

    public int Year { get; private set; }

    /// <summary>Years with performances that have begun, the latest first.</summary>
    public IReadOnlyList<int> Years { get; private set; } = [];

    /// <summary>The performances of the year, the latest first, with their figures. Cancelled ones are left out.</summary>
    public IReadOnlyList<(Performance Performance, AttendanceFigures Figures)> Performances { get; private set; } = [];

    public AttendanceFigures Total { get; private set; } = AttendanceFigures.None;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var begun = db.Performances.Where(p => p.StartsAt <= now && p.CancelledAt == null);
        var starts = await begun.Select(p => p.StartsAt).ToListAsync(cancellationToken);
        Years = [.. starts.Select(at => venue.Local(at).Year).Distinct().OrderDescending()];
        Year = int.TryParse(YearText, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && Years.Contains(year)
            ? year
            : Years.FirstOrDefault(venue.Local(now).Year);
        var (from, to) = (venue.StartOfDay(new DateOnly(Year, 1, 1)), venue.StartOfDay(new DateOnly(Year + 1, 1, 1)));
        var ofYear = begun.Where(p => p.StartsAt >= from && p.StartsAt < to);
        var figures = await db.AttendanceAsync(ofYear, cancellationToken);
        Performances =
        [
            .. (await ofYear.AsNoTracking().Include(p => p.Show).Include(p => p.Room).OrderByDescending(p => p.StartsAt).ThenBy(p => p.Id)
                .ToListAsync(cancellationToken)).Select(p => (p, figures.GetValueOrDefault(p.Id, AttendanceFigures.None))),
        ];
        Total = Performances.Aggregate(AttendanceFigures.None, (sum, next) => sum + next.Figures);
    }
}
