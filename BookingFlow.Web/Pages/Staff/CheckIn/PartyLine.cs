using System.Linq.Expressions;
using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>A party in the search results at the door. It has no contact data, which stewards do not need.</summary>
/// <param name="Inside">People of the party who are checked in.</param>
public sealed record PartyLine(
    int Id, string Reference, string Name, int PartySize, ReservationStatus Status, int Inside, string ShowTitle, string RoomName, DateTime StartsAt)
{
    /// <summary>What the party asked for of the room.</summary>
    public AccessNeeds Access { get; init; }

    /// <summary>Projection for queries.</summary>
    public static Expression<Func<Reservation, PartyLine>> Projection(BookingDbContext db) => r => new PartyLine(
        r.Id, r.Reference, r.Name, r.PartySize, r.Status, db.CheckIns.Where(c => c.ReservationId == r.Id).Sum(c => c.People),
        r.Performance.Show.Title, r.Performance.Room.Name, r.Performance.StartsAt)
    {
        Access = new AccessNeeds(r.WheelchairPlaces > 0, r.CompanionPlaces > 0, r.NeedsStepFreeAccess, r.NeedsInductionLoop),
    };
}
