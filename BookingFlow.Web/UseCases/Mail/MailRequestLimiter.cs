using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Holds back mail that strangers request too often, by counts that are in the database, so that all nodes share them.</summary>
/// <remarks>
/// Counts rows of the outbox inside the transaction that adds another one. On SQLite, which has one writer, the limits are exact. On SQL Server,
/// transactions that run at the same moment do not see each other's requests; the limits of <c>RequestLimits</c> bound how many that can be
/// (docs/decisions/0056).
/// </remarks>
public sealed class MailRequestLimiter(RequestedMailLimits limits)
{
    /// <summary>Counts a single request, and holds its mail back if it is one too many.</summary>
    public async Task ApplyAsync(UseCaseContext context, OutboxMail mail, MailRequest request) =>
        (await CountAsync(context, [request])).Apply(mail, request);

    /// <summary>Reads the counts for the requests of one transaction.</summary>
    internal async Task<MailRequestCounts> CountAsync(UseCaseContext context, IReadOnlyCollection<MailRequest> requests)
    {
        if (!limits.IsEnabled)
        {
            return new MailRequestCounts(limits, [], [], []);
        }

        var (db, cancellation) = (context.Db, context.Cancellation);
        var mailboxes = requests.Select(request => (Guid?)MailboxKey.Of(request.Email)).Distinct().ToArray();
        var clients = requests.Select(request => (int?)request.ClientKey).Distinct().ToArray();
        var (sinceYesterday, lastHour) = (context.Now - RequestedMailLimits.MailboxWindow, context.Now - RequestedMailLimits.NetworkWindow);

        // A party that corrected its address and then confirmed has proved the new one only, so the mail to the other one still counts.
        var unconfirmed = db.Outbox.Where(m => m.Reservation == null
            || m.Reservation.MailboxKey != m.MailboxKey || (m.Reservation.ConfirmedAt == null && m.Reservation.WaitingSince == null));
        var toMailboxes = await unconfirmed.Where(m => mailboxes.Contains(m.MailboxKey) && m.CreatedAt > sinceYesterday)
            .Select(m => m.MailboxKey!.Value).ToListAsync(cancellation);
        var fromClients = await unconfirmed.Where(m => clients.Contains(m.ClientKey) && m.CreatedAt > lastHour)
            .Select(m => m.ClientKey!.Value).ToListAsync(cancellation);
        var known = await db.Reservations
            .Where(r => mailboxes.Contains(r.MailboxKey) && (r.ConfirmedAt != null || r.WaitingSince != null))
            .Select(r => r.MailboxKey!.Value).Distinct().ToListAsync(cancellation);
        return new MailRequestCounts(limits, toMailboxes, fromClients, [.. known]);
    }
}
