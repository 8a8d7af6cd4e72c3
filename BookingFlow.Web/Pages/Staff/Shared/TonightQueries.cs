using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Queries for performances that start around the current time.</summary>
public static class TonightQueries
{
    /// <summary>How long after its start a performance is still listed as tonight's.</summary>
    public static readonly TimeSpan VisibleAfterStart = TimeSpan.FromHours(6);

    /// <summary>How long after the start paper check-ins can be entered: until the box office is staffed again.</summary>
    private static readonly TimeSpan PaperEntryWindow = TimeSpan.FromDays(7);

    private static readonly TimeSpan VisibleBeforeStart = TimeSpan.FromHours(24);

    /// <summary>Returns tonight's performances that a door can be assigned to, soonest first. Runs at every scan, so it has no counts.</summary>
    public static Task<List<DoorChoice>> DoorChoicesAsync(this BookingDbContext db, DateTime now, CancellationToken cancellationToken) =>
        db.AroundNow(now).DoorChoicesAsync(cancellationToken);

    /// <summary>Returns the performances of tonight and the last 7 days, soonest first, for which paper check-ins can be entered.</summary>
    public static Task<List<DoorChoice>> PaperEntryChoicesAsync(this BookingDbContext db, DateTime now, CancellationToken cancellationToken) =>
        db.AroundNow(now, PaperEntryWindow).DoorChoicesAsync(cancellationToken);

    /// <summary>Returns tonight's performances with their counts, soonest first, including cancelled ones.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="only">Id of the only performance to return; null: all.</param>
    public static Task<List<TonightListing>> TonightAsync(
        this BookingDbContext db, DateTime now, CancellationToken cancellationToken, int? only = null) =>
        db.AroundNow(now).Where(p => only == null || p.Id == only)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new TonightListing
            {
                Id = p.Id,
                ShowTitle = p.Show.Title,
                RoomName = p.Room.Name,
                StartsAt = p.StartsAt,
                CancelledAt = p.CancelledAt,
                CheckInOpensMinutesBefore = p.CheckInOpensMinutesBefore,
                CheckInClosesMinutesAfter = p.CheckInClosesMinutesAfter,
                Capacity = p.Capacity,
                Pending = db.Reservations.Where(
                    r => r.PerformanceId == p.Id && r.Status == ReservationStatus.Pending && r.ExpiresAt > now).Sum(r => r.PartySize),
                Arrived = db.CheckIns.Where(c => c.Reservation.PerformanceId == p.Id).Sum(c => c.People),
            })
            .ToListAsync(cancellationToken);

    private static Task<List<DoorChoice>> DoorChoicesAsync(this IQueryable<Performance> performances, CancellationToken cancellationToken) =>
        performances.Where(p => p.CancelledAt == null)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new DoorChoice(p.Id, p.Show.Title, p.Room.Name, p.StartsAt))
            .ToListAsync(cancellationToken);

    private static IQueryable<Performance> AroundNow(this BookingDbContext db, DateTime now, TimeSpan? back = null)
    {
        var (from, to) = (now - (back ?? VisibleAfterStart), now + VisibleBeforeStart);
        return db.Performances.Where(p => p.StartsAt >= from && p.StartsAt < to);
    }
}
