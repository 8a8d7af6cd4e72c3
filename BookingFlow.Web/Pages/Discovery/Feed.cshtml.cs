using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Discovery;

/// <summary>The calendar feed with all upcoming public performances (iCalendar), for subscriptions; or a file with one of them.</summary>
public sealed class FeedModel(BookingDbContext db, Venue venue, PublicLinks links, IStringLocalizer<Words> words, TimeProvider clock) : PageModel
{
    /// <summary>The id of the only performance in the file; null for all.</summary>
    [FromQuery(Name = "performance")]
    public int? Performance { get; set; }

    public async Task<FileContentResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var upcoming = await db.Visible().Where(p => p.StartsAt > now.UtcDateTime && (Performance == null || p.Id == Performance))
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new CalendarPerformance(
                new PerformanceFacts(p.Id, p.Show.Slug, p.Show.Title, p.Room.Name, p.StartsAt) { ScheduleVersion = p.ScheduleVersion },
                p.Show.Summary, p.Show.RunningMinutes, p.CancelledAt != null))
            .ToListAsync(cancellationToken);
        return File(CalendarFile.ForPublicPerformances(upcoming, venue, links, words, now), "text/calendar; charset=utf-8");
    }
}
