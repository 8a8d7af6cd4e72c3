using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Who came to past performances, by weekday, by show and by when they reserved, and what additional seats they would have borne.</summary>
public sealed class SeasonShowUpModel(BookingDbContext db, Venue venue, TimeProvider clock) : BasePage
{
    /// <summary>The performances that count: somebody was checked in.</summary>
    public ShowUpRate All { get; private set; } = ShowUpRate.Of([]);

    /// <summary>How many were left out, because nobody was checked in.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Start of the first performance that was read; UTC; null if there is none.</summary>
    public DateTime? Since { get; private set; }

    /// <summary>By the name of the weekday, from Monday.</summary>
    public IReadOnlyList<(string Name, ShowUpRate Rate)> ByWeekday { get; private set; } = [];

    /// <summary>By the title of the show, the latest played first.</summary>
    public IReadOnlyList<(string Name, ShowUpRate Rate)> ByShow { get; private set; } = [];

    public IReadOnlyList<(BookingLead Lead, int Confirmed, int Came)> ByLead { get; private set; } = [];

    /// <summary>The share of those who came, in whole percent.</summary>
    public static int Percent(int came, int confirmed) =>
        confirmed == 0 ? 0 : (int)Math.Round(100m * came / confirmed, MidpointRounding.AwayFromZero);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        // Not those of today, whose parties may still come.
        var today = DateOnly.FromDateTime(venue.Local(clock.GetUtcNow().UtcDateTime).DateTime);
        var figures = await db.ShowUpAsync(venue.StartOfDay(today), cancellationToken);
        var counted = figures.Performances.Where(p => p.WasCheckedIn).ToList();
        (All, LeftOut) = (ShowUpRate.Of(counted), figures.Performances.Count - counted.Count);
        Since = figures.Performances is [.., var last] ? last.StartsAt : null;
        ByWeekday =
        [
            // Monday first: Sunday is 0.
            .. counted.GroupBy(p => venue.Local(p.StartsAt).DayOfWeek).OrderBy(day => ((int)day.Key + 6) % 7)
                .Select(day => (CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day.Key), ShowUpRate.Of(day))),
        ];
        ByShow = [.. counted.GroupBy(p => p.ShowId).Select(show => (show.First().ShowTitle, ShowUpRate.Of(show)))];
        ByLead = figures.ByLead;
    }
}
