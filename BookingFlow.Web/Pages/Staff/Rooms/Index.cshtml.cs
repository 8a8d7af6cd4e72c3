using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>Lists the rooms, those in use before retired ones, with a search.</summary>
public sealed class IndexModel(BookingDbContext db, TimeProvider clock) : StaffPage(db)
{
    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    public Paged<RoomListing> Rooms { get; private set; } = Paged<RoomListing>.None;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var rooms = Db.Rooms.AsQueryable();
        foreach (var pattern in LikePatterns.ForWords(Search))
        {
            rooms = rooms.Where(r => EF.Functions.Like(r.Name, pattern, LikePatterns.Escape));
        }

        Rooms = await rooms
            .OrderBy(r => r.RetiredAt != null).ThenBy(r => r.Name).ThenBy(r => r.Id)
            .Select(r => new RoomListing(
                r.Id, r.Name, r.Capacity, r.RetiredAt != null, Db.Performances.Count(
                    p => p.RoomId == r.Id && p.StartsAt > now && p.CancelledAt == null)))
            .PageAsync(PageNumber, cancellationToken);
    }
}
