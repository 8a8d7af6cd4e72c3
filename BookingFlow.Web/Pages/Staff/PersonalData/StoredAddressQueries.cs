using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.PersonalData;

/// <summary>Queries by an e-mail address of parties.</summary>
public static class StoredAddressQueries
{
    /// <summary>Returns what is stored under an address.</summary>
    /// <param name="now">UTC; decides which performances are over.</param>
    public static async Task<StoredAddress> FindStoredAddressAsync(
        this BookingDbContext db, string address, BookingRules rules, DateTime now, CancellationToken cancellationToken)
    {
        var found = db.Reservations.OfAddress(address);
        var reservations = await found.AsNoTracking().Include(r => r.Performance.Show).OrderBy(r => r.Id).ToListAsync(cancellationToken);
        var mails = await db.Outbox.CountAsync(m => found.Any(r => r.Id == m.ReservationId), cancellationToken);
        return new StoredAddress(
            address, reservations.Count, mails,
            [
                .. reservations.Where(r => BoxOfficeRules.CheckErase(r, rules, now) is not null)
                    .Select(r => new StoredReservation(r.Id, r.Reference, r.Performance.Show.Title, r.Performance.StartsAt)),
            ]);
    }
}
