using BookingFlow.Web.Data;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Mail;

/// <summary>What the house reads of its outbox.</summary>
public static class MailQueries
{
    /// <summary>Newest first.</summary>
    public static IQueryable<MailListing> Listed(this BookingDbContext db, IQueryable<OutboxMail> mails) =>
        from mail in mails
        join colleague in db.Users on mail.StaffId equals colleague.Id into colleagues
        from colleague in colleagues.DefaultIfEmpty()
        orderby mail.CreatedAt descending, mail.Id descending
        select new MailListing
        {
            Id = mail.Id,
            Kind = mail.Kind,
            CreatedAt = mail.CreatedAt,
            Attempts = mail.Attempts,
            FailingSince = mail.FailingSince,
            NextAttemptAt = mail.NextAttemptAt,
            GivenUpAt = mail.GivenUpAt,
            SentAt = mail.SentAt,
            LastError = mail.LastError,
            ReservationId = mail.ReservationId,
            Reference = mail.Reservation!.Reference,
            StaffId = mail.StaffId,
            StaffName = colleague!.DisplayName,
        };

    /// <summary>Mail that everybody should know of: since when it has been failing and how many wait; null while all is well.</summary>
    public static async Task<FailingMail?> FailingMailAsync(this BookingDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var longEnough = now - MailBacklog.Patience;
        var since = await db.Outbox.Where(MailStates.Are(MailState.Failing)).Where(m => m.FailingSince <= longEnough)
            .OrderBy(m => m.FailingSince).ThenBy(m => m.Id)
            .Select(m => m.FailingSince)
            .FirstOrDefaultAsync(cancellationToken);
        return since is { } first
            ? new FailingMail(first, await db.Outbox.CountAsync(m => m.SentAt == null && m.GivenUpAt == null, cancellationToken))
            : null;
    }
}
