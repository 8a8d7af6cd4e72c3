using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Queries for the tickets of a party, which may have reservations for several performances.</summary>
public static class PartyTicketQueries
{
    /// <summary>Selects the reservations with a ticket for a performance that is not over, under the address of one: that one too.</summary>
    /// <remarks>A party without an address has its own only.</remarks>
    /// <param name="now">UTC.</param>
    public static IQueryable<Reservation> TicketsOfParty(this BookingDbContext db, Reservation party, BookingRules rules, DateTime now)
    {
        var (id, email, since) = (party.Id, party.Email, now - (rules.CheckInClosesAfter ?? TimeSpan.Zero));
        return db.Reservations
            .Where(r => r.Id == id || (email != null && r.Email == email))
            .Where(r => r.Status == ReservationStatus.Confirmed && r.Performance.CancelledAt == null && r.Performance.StartsAt >= since)
            .OrderBy(r => r.Performance.StartsAt).ThenBy(r => r.Id);
    }
}
