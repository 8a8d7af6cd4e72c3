using System.Linq.Expressions;
using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>A party as the list at the door shows it; its address is nobody's business there.</summary>
/// <param name="Inside">How many of it are inside.</param>
public sealed record PartyLine(
    int Id, string Reference, string Name, int PartySize, ReservationStatus Status, int Inside, string ShowTitle, string RoomName, DateTime StartsAt)
{
    /// <summary>What the database projects.</summary>
    public static Expression<Func<Reservation, PartyLine>> Of(BookingDbContext db) => r => new PartyLine(
        r.Id, r.Reference, r.Name, r.PartySize, r.Status, db.CheckIns.Where(c => c.ReservationId == r.Id).Sum(c => c.People),
        r.Performance.Show.Title, r.Performance.Room.Name, r.Performance.StartsAt);
}
