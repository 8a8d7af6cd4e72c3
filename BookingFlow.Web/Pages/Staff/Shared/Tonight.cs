using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>What is played around now.</summary>
public static class Tonight
{
    /// <summary>How long after its start a performance still belongs to the evening: it is being played, and asked for.</summary>
    public static readonly TimeSpan Evening = TimeSpan.FromHours(6);

    /// <summary>How long after its start it can still be written down who came on paper: until somebody is at a desk again.</summary>
    private static readonly TimeSpan WrittenDown = TimeSpan.FromDays(7);

    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>What a door can be set to, soonest first: read at every scan, so nothing is counted.</summary>
    public static Task<List<DoorChoice>> DoorsAsync(this BookingDbContext db, DateTime now, CancellationToken cancellationToken) =>
        db.AroundNow(now).DoorsAsync(cancellationToken);

    /// <summary>What it can be written down for who came on paper, soonest first: tonight, and the last days.</summary>
    public static Task<List<DoorChoice>> DoorsOnPaperAsync(this BookingDbContext db, DateTime now, CancellationToken cancellationToken) =>
        db.AroundNow(now, WrittenDown).DoorsAsync(cancellationToken);

    /// <summary>Soonest first, those that were called off among them.</summary>
    /// <param name="only">One of them; null: all.</param>
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

    private static Task<List<DoorChoice>> DoorsAsync(this IQueryable<Performance> performances, CancellationToken cancellationToken) =>
        performances.Where(p => p.CancelledAt == null)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new DoorChoice(p.Id, p.Show.Title, p.Room.Name, p.StartsAt))
            .ToListAsync(cancellationToken);

    private static IQueryable<Performance> AroundNow(this BookingDbContext db, DateTime now, TimeSpan? back = null)
    {
        var (from, to) = (now - (back ?? Evening), now + Ahead);
        return db.Performances.Where(p => p.StartsAt >= from && p.StartsAt < to);
    }
}
