using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>A performance of tonight as the house sees it.</summary>
public sealed record TonightListing(int Id, string ShowTitle, string RoomName, DateTime StartsAt, Capacity Capacity, int Arrived);

/// <summary>What is played around now.</summary>
public static class Tonight
{
    /// <summary>From what has begun in the last hours to what begins within a day.</summary>
    private static readonly (TimeSpan Back, TimeSpan Ahead) Span = (TimeSpan.FromHours(6), TimeSpan.FromHours(24));

    public static Task<List<TonightListing>> TonightAsync(this BookingDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var (from, to) = (now - Span.Back, now + Span.Ahead);
        return db.Performances
            .Where(p => p.StartsAt >= from && p.StartsAt < to && p.CancelledAt == null)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new TonightListing(
                p.Id, p.Show.Title, p.Room.Name, p.StartsAt,
                new Capacity(p.Room.Capacity, p.AdditionalSeats, p.ManuallyOccupiedSeats, p.ConfirmedSeats),
                db.CheckIns.Where(c => c.Reservation.PerformanceId == p.Id).Sum(c => c.People)))
            .ToListAsync(cancellationToken);
    }
}
