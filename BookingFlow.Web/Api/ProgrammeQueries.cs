using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Shows;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Api;

/// <summary>Queries for the programme that other websites read: what the public pages show, and nothing else.</summary>
public static class ProgrammeQueries
{
    /// <summary>Reads one page of performances with their shows and rooms.</summary>
    public static async Task<ProgrammeRows> ProgrammeAsync(this BookingDbContext db, ProgrammeFilter filter, CancellationToken cancellationToken)
    {
        var performances = db.Visible().Where(p => p.StartsAt > filter.After);
        if (filter.Before is { } before)
        {
            performances = performances.Where(p => p.StartsAt < before);
        }

        if (filter.Show is { } slug)
        {
            var show = db.PublishedShow(slug);
            performances = performances.Where(p => show.Contains(p.Show));
        }

        var found = await performances.OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize + 1)
            .Select(PerformanceListing.Projection)
            .ToListAsync(cancellationToken);
        List<PerformanceListing> listed = [.. found.Take(filter.PageSize)];
        List<int> showIds = [.. listed.Select(p => p.ShowId).Distinct()];
        List<int> roomIds = [.. listed.Select(p => p.RoomId).Distinct()];

        // EF.Parameter: inlined values would give every page its own SQL statement and query plan.
        var shows = await db.Shows.Where(s => EF.Parameter(showIds).Contains(s.Id))
            .LeftJoin(db.Posters, s => s.Id, p => p.ShowId, (s, p) => new ProgrammeShowRow
            {
                Id = s.Id,
                Slug = s.Slug,
                Title = s.Title,
                Summary = s.Summary,
                Description = s.Description,
                RunningMinutes = s.RunningMinutes,
                PosterId = (int?)p!.Id,
                PosterType = (PictureType?)p.Type,
                PosterText = p.AltText,
                PosterWidth = p.Width,
                PosterHeight = p.Height,
            })
            .ToListAsync(cancellationToken);
        var rooms = await db.Rooms.AsNoTracking().Where(r => EF.Parameter(roomIds).Contains(r.Id)).OrderBy(r => r.Name)
            .ToListAsync(cancellationToken);
        return new ProgrammeRows(listed, [.. shows.OrderBy(s => showIds.IndexOf(s.Id))], rooms, found.Count > filter.PageSize);
    }

    /// <summary>Reads when the public facts of shows were last changed: their texts, pictures and performances.</summary>
    /// <returns>UTC, by the id of the show; a show that was never changed by staff is missing.</returns>
    public static async Task<IReadOnlyDictionary<int, DateTime>> LastChangesAsync(
        this BookingDbContext db, IReadOnlyList<int> showIds, CancellationToken cancellationToken)
    {
        List<int?> ids = [.. showIds];
        var ofShows = await db.AuditLog.Where(e => e.Subject == AuditSubject.Show && EF.Parameter(ids).Contains(e.SubjectId))
            .GroupBy(e => e.SubjectId)
            .Select(entries => new { ShowId = entries.Key, At = entries.Max(e => e.At) })
            .ToListAsync(cancellationToken);
        var ofPerformances = await db.AuditLog
            .Where(e => e.Subject == AuditSubject.Performance && (e.Action == AuditAction.PerformanceAdded
                || e.Action == AuditAction.PerformanceEdited || e.Action == AuditAction.PerformanceCancelled))
            .Join(db.Performances.Where(p => EF.Parameter(ids).Contains(p.ShowId)), e => e.SubjectId, p => p.Id, (e, p) => new { p.ShowId, e.At })
            .GroupBy(change => change.ShowId)
            .Select(changes => new { ShowId = (int?)changes.Key, At = changes.Max(change => change.At) })
            .ToListAsync(cancellationToken);
        return ofShows.Concat(ofPerformances).GroupBy(change => change.ShowId!.Value).ToDictionary(
            changes => changes.Key, changes => DateTime.SpecifyKind(changes.Max(change => change.At), DateTimeKind.Utc));
    }
}
