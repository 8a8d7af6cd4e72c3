using BookingFlow.Web.Data;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Mail;

/// <summary>A mail of the outbox as the house is told of it: for whom and how it fares, never what it says.</summary>
public sealed record MailListing
{
    public required int Id { get; init; }

    public required MailKind Kind { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required int Attempts { get; init; }

    public required DateTime? FailingSince { get; init; }

    public required DateTime NextAttemptAt { get; init; }

    public required DateTime? GivenUpAt { get; init; }

    public required DateTime? SentAt { get; init; }

    public required string? LastError { get; init; }

    /// <summary>The party that it goes to; null when it goes to a colleague.</summary>
    public required int? ReservationId { get; init; }

    public required string? Reference { get; init; }

    /// <summary>The colleague that it goes to; null when it goes to a party.</summary>
    public required int? StaffId { get; init; }

    public required string? StaffName { get; init; }

    public MailState State => MailStates.Of(SentAt, GivenUpAt, FailingSince);
}

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

/// <param name="Since">UTC.</param>
/// <param name="Waiting">Mails that are owed, 1 or more.</param>
public sealed record FailingMail(DateTime Since, int Waiting);
