using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Queries for the parties that a message reaches.</summary>
public static class PartyMessageQueries
{
    /// <summary>Counts the parties that a message would reach: those with an e-mail address, each address once.</summary>
    public static async Task<int> CountRecipientsAsync(
        this BookingDbContext db, int performanceId, PartyMessageRecipients recipients, DateTime now, CancellationToken cancellationToken) =>
        FirstOfEachAddress(
            await db.RecipientsOf(performanceId, recipients, now).Select(party => party.Email!).ToListAsync(cancellationToken),
            email => email).Count();

    /// <summary>Reads the parties that a message reaches: those with an e-mail address, of several with the same address the first.</summary>
    internal static async Task<List<Reservation>> ReadRecipientsAsync(
        this BookingDbContext db, int performanceId, PartyMessageRecipients recipients, DateTime now, CancellationToken cancellationToken) =>
        [.. FirstOfEachAddress(await db.RecipientsOf(performanceId, recipients, now).ToListAsync(cancellationToken), party => party.Email!)];

    private static IQueryable<Reservation> RecipientsOf(
        this BookingDbContext db, int performanceId, PartyMessageRecipients recipients, DateTime now)
    {
        var status = recipients == PartyMessageRecipients.Waiting ? ReservationStatus.Waiting : ReservationStatus.Confirmed;
        var parties = db.Reservations
            .Where(r => r.PerformanceId == performanceId && r.Status == status && r.Email != null)
            .OrderBy(r => r.Id);
        return recipients switch
        {
            PartyMessageRecipients.Confirmed or PartyMessageRecipients.Waiting => parties,
            PartyMessageRecipients.Came => parties.Where(r => db.CheckIns.Any(c => c.ReservationId == r.Id)),
            PartyMessageRecipients.StayedAway => parties.Where(
                r => r.Performance.StartsAt <= now && !db.CheckIns.Any(c => c.ReservationId == r.Id)),
        };
    }

    // In memory, because the databases compare letters beyond ASCII differently.
    private static IEnumerable<T> FirstOfEachAddress<T>(IEnumerable<T> parties, Func<T, string> address) =>
        parties.DistinctBy(address, StringComparer.OrdinalIgnoreCase);
}
