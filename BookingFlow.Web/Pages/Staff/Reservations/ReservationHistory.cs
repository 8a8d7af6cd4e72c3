using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Door;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Builds the history of a reservation from its own timestamps, the audit log, the outbox and the scans.</summary>
public static class ReservationHistory
{
    /// <summary>Returns all events of a reservation, oldest first.</summary>
    /// <param name="reservation">The reservation, with its performance loaded.</param>
    /// <param name="now">UTC; decides whether a pending reservation has expired.</param>
    public static async Task<IReadOnlyList<HistoryLine>> HistoryAsync(
        this BookingDbContext db, Reservation reservation, IStringLocalizer<Words> t, DateTime now, CancellationToken cancellationToken)
    {
        var entries = await db.AuditLog.AsNoTracking()
            .Where(e => e.Subject == AuditSubject.Reservation && e.SubjectId == reservation.Id)
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .ToListAsync(cancellationToken);
        var mails = await db.Outbox.AsNoTracking()
            .Where(m => m.ReservationId == reservation.Id)
            .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id)
            .ToListAsync(cancellationToken);

        // Undone and corrected check-ins come from the audit log, which has the reason.
        var scans = await db.ScanEvents.AsNoTracking()
            .Where(e => e.ReservationId == reservation.Id && e.Outcome != ScanOutcome.Undone && e.Outcome != ScanOutcome.Corrected)
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .ToListAsync(cancellationToken);

        // OrderBy is stable, so events with equal times keep this order: an action comes before the mail that it enqueues.
        HistoryLine?[] lines =
        [
            RequestedLine(reservation, entries, t),
            ConfirmedLine(reservation, entries, t),
            .. entries.Select(entry => AuditLine(entry, t)),
            CancelledLine(reservation, entries, t),
            .. mails.Select(mail => MailLine(mail, t)),
            ExpiredLine(reservation, mails, t, now),
            ErasedLine(reservation, entries, t),
            reservation.Performance.CancelledAt is { } cancelledAt ? new(cancelledAt, t["Desk.Story.CalledOff"]) : null,
            .. scans.Select(scan => ScanLine(scan, t)),
        ];
        return [.. lines.OfType<HistoryLine>().OrderBy(line => line.At)];
    }

    /// <summary>Returns the events of a reservation at the door, oldest first, including undone and corrected check-ins.</summary>
    public static async Task<IReadOnlyList<HistoryLine>> DoorHistoryAsync(
        this BookingDbContext db, int reservationId, IStringLocalizer<Words> t, CancellationToken cancellationToken)
    {
        var scans = await db.ScanEvents.AsNoTracking()
            .Where(e => e.ReservationId == reservationId)
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .ToListAsync(cancellationToken);
        return [.. scans.Select(scan => ScanLine(scan, t))];
    }

    private static HistoryLine AuditLine(AuditEntry entry, IStringLocalizer<Words> t) =>
        new(entry.At, t[$"Desk.Story.{entry.Action}"], Detail(entry, t), entry.IsByParty ? t["Desk.Story.TheParty"] : entry.StaffName);

    private static HistoryLine ScanLine(ScanEvent scan, IStringLocalizer<Words> t) =>
        new(scan.At, ScanWords.Of(scan.Outcome, scan.LetIn, scan.Inside, t), DoorName(scan, t), scan.StaffName);

    private static HistoryLine? RequestedLine(Reservation reservation, List<AuditEntry> entries, IStringLocalizer<Words> t) =>
        entries.Exists(e => e.Action == AuditAction.ReservationMade) ? null : new(reservation.CreatedAt, t["Desk.Story.Asked"]);

    private static HistoryLine? ConfirmedLine(Reservation reservation, List<AuditEntry> entries, IStringLocalizer<Words> t) =>
        reservation.ConfirmedAt is not { } at || entries.Exists(e => e.Action is AuditAction.ReservationMade or AuditAction.ReservationConfirmed)
            ? null
            : new(at, t["Desk.Story.ConfirmedByLink"]);

    private static HistoryLine? CancelledLine(Reservation reservation, List<AuditEntry> entries, IStringLocalizer<Words> t) =>
        reservation.CancelledAt is not { } at || entries.Exists(e => e.Action == AuditAction.ReservationCancelled)
            ? null
            : new(at, t["Desk.Story.Cancelled"]);

    private static HistoryLine? ExpiredLine(Reservation reservation, List<OutboxMail> mails, IStringLocalizer<Words> t, DateTime now)
    {
        // While the confirmation mail is unsent, the visitor has no link yet, and the expiry time does not apply.
        var isExpired = reservation.Status == ReservationStatus.Expired
            || (
                reservation.Status == ReservationStatus.Pending
                    && reservation.ExpiresAt <= now
                    && !mails.Exists(m => m.Kind == MailKind.Confirmation && m.IsUnsent));
        return isExpired ? new(reservation.ExpiresAt, t["Desk.Story.Expired"]) : null;
    }

    private static HistoryLine? ErasedLine(Reservation reservation, List<AuditEntry> entries, IStringLocalizer<Words> t) =>
        reservation.ErasedAt is not { } at || entries.Exists(e => e.Action == AuditAction.PersonalDataErased)
            ? null
            : new(at, t["Desk.Story.PersonalDataErased"]);

    private static Phrase? DoorName(ScanEvent scan, IStringLocalizer<Words> t) => scan.Door is { } door ? new(t["Desk.Story.AtDoor"], door) : null;

    private static Phrase? Detail(AuditEntry entry, IStringLocalizer<Words> t) => entry.Detail is not { } detail ? null : entry.Action switch
    {
        AuditAction.ReservationMade or AuditAction.ReservationConfirmed => new(t["Desk.Story.Party"], detail),
        _ => new("{0}", detail),
    };

    private static HistoryLine MailLine(OutboxMail mail, IStringLocalizer<Words> t)
    {
        var error = mail.LastError ?? "";
        var state = mail switch
        {
            { SentAt: { } sent } => new Phrase(t["Desk.Story.Mail.Sent"], sent),
            { IsHeldBack: true } => new Phrase(t["Desk.Story.Mail.HeldBack"], t[$"Outbox.Why.{error}"].Value),
            { GivenUpAt: not null, LastError: OutboxMail.SentByStaff } => new Phrase(t["Desk.Story.Mail.HeldBack"], t[$"Outbox.Why.{error}"].Value),
            { GivenUpAt: { } givenUp } => new Phrase(t["Desk.Story.Mail.GivenUp"], givenUp, error),
            { FailingSince: { } since } => t.CountPhrase("Desk.Story.Mail.Failing", mail.Attempts, since, error, mail.NextAttemptAt),
            _ => new Phrase(t["Desk.Story.Mail.Waiting"]),
        };
        return new(
            mail.CreatedAt, t[$"Desk.Story.Mail.{mail.Kind}"], state,
            HasProblem: mail is { SentAt: null, GivenUpAt: not null } or { SentAt: null, FailingSince: not null });
    }
}
