using BookingFlow.Web.Data;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Mail;

/// <summary>Queries of the outbox for staff pages.</summary>
public static class MailQueries
{
    /// <summary>Projects mails to listings, newest first.</summary>
    public static IQueryable<MailListing> SelectListings(this BookingDbContext db, IQueryable<OutboxMail> mails) =>
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

    /// <summary>Returns the mails in a state.</summary>
    public static IQueryable<OutboxMail> InState(this BookingDbContext db, MailState state)
    {
        var mails = db.Outbox.Where(MailStates.Matches(state));
        if (state == MailState.Sent)
        {
            return mails;
        }

        // By their ids: in the order of a list, SQLite would look for the few that are not sent among all mails, newest first.
        var ids = mails.Select(m => m.Id);
        return db.Outbox.Where(m => ids.Contains(m.Id));
    }

    /// <summary>Counts the mails in each state.</summary>
    /// <remarks>
    /// Those that were sent are all others: almost all of the table, and databases count a whole table faster than a part. A mail that is sent
    /// between the two queries is counted as sent.
    /// </remarks>
    public static async Task<IReadOnlyDictionary<MailState, int>> CountByStateAsync(this BookingDbContext db, CancellationToken cancellationToken)
    {
        var total = await db.Outbox.CountAsync(cancellationToken);
        var unsent = await db.Outbox.Where(m => m.SentAt == null)
            .GroupBy(_ => 1)
            .Select(mails => new
            {
                All = mails.Count(),
                Waiting = mails.AsQueryable().Count(MailStates.Matches(MailState.Waiting)),
                Failing = mails.AsQueryable().Count(MailStates.Matches(MailState.Failing)),
                HeldBack = mails.AsQueryable().Count(MailStates.Matches(MailState.HeldBack)),
                GivenUp = mails.AsQueryable().Count(MailStates.Matches(MailState.GivenUp)),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return new Dictionary<MailState, int>
        {
            [MailState.Waiting] = unsent?.Waiting ?? 0,
            [MailState.Failing] = unsent?.Failing ?? 0,
            [MailState.HeldBack] = unsent?.HeldBack ?? 0,
            [MailState.GivenUp] = unsent?.GivenUp ?? 0,
            // A mail that was added between the two queries is not in the total.
            [MailState.Sent] = Math.Max(0, total - (unsent?.All ?? 0)),
        };
    }

    /// <summary>Finds out whether mail has been failing long enough to warn staff.</summary>
    /// <param name="now">UTC.</param>
    /// <returns>Start of the failure and number of unsent mails; null when mail works or has not been failing long enough.</returns>
    public static async Task<FailingMail?> FindFailingMailAsync(this BookingDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var failingBefore = now - MailBacklog.LateAfter;
        var since = await db.Outbox.Where(MailStates.Matches(MailState.Failing)).Where(m => m.FailingSince <= failingBefore)
            .OrderBy(m => m.FailingSince).ThenBy(m => m.Id)
            .Select(m => m.FailingSince)
            .FirstOrDefaultAsync(cancellationToken);
        return since is { } first
            ? new FailingMail(first, await db.Outbox.CountAsync(m => m.SentAt == null && m.GivenUpAt == null, cancellationToken))
            : null;
    }
}
