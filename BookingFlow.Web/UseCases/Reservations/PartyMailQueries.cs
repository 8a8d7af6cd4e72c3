using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>What was mailed to a pending party, for its own page and, under the lock, for its own acts.</summary>
public static class PartyMailQueries
{
    public static async Task<PartyMails> PartyMailsAsync(this BookingDbContext db, int reservationId, CancellationToken cancellationToken)
    {
        var newest = await db.Outbox.AsNoTracking()
            .Where(m => m.ReservationId == reservationId && m.Kind == MailKind.Confirmation)
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var askedFor = await db.AuditLog.Where(AuditEntry.ByParty).CountAsync(
            e =>
                e.Thing == AuditSubject.Reservation
                    && e.ThingId == reservationId
                    && (e.Act == AuditAction.MailSentAgain || e.Act == AuditAction.EmailCorrected),
            cancellationToken);
        return new PartyMails(newest, askedFor);
    }
}
