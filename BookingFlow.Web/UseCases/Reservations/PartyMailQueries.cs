using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Reads the confirmation mails of a pending party, for its page and, under the lock, for its own changes.</summary>
public static class PartyMailQueries
{
    public static async Task<PartyMails> PartyMailsAsync(this BookingDbContext db, int reservationId, CancellationToken cancellationToken)
    {
        var latest = await db.Outbox.AsNoTracking()
            .Where(m => m.ReservationId == reservationId && m.Kind == MailKind.Confirmation)
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var requestCount = await db.AuditLog.Where(AuditEntry.ByParty).CountAsync(
            e =>
                e.Subject == AuditSubject.Reservation
                    && e.SubjectId == reservationId
                    && (e.Action == AuditAction.MailSentAgain || e.Action == AuditAction.EmailCorrected),
            cancellationToken);
        return new PartyMails(latest, requestCount);
    }
}
