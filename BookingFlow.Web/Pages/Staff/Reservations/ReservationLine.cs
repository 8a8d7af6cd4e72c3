using System.Linq.Expressions;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>A reservation in a list of search results.</summary>
public sealed record ReservationLine(
    int Id, string Reference, string Name, int PartySize, ReservationStatus Status, DateTime CreatedAt, string? Notes, PerformanceFacts Performance)
{
    /// <summary>Projection for queries.</summary>
    public static Expression<Func<Reservation, ReservationLine>> Projection { get; } = r => new ReservationLine(
        r.Id, r.Reference, r.Name, r.PartySize, r.Status, r.CreatedAt, r.Notes,
        new PerformanceFacts(r.PerformanceId, r.Performance.Show.Slug, r.Performance.Show.Title, r.Performance.Room.Name, r.Performance.StartsAt));
}
