using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Door;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>The whole story of a reservation in the order of time, put together from all that the house wrote down of it.</summary>
public static class ReservationHistory
{
    /// <param name="reservation">With its performance.</param>
    public static async Task<IReadOnlyList<HistoryLine>> StoryAsync(
        this BookingDbContext db, Reservation reservation, IStringLocalizer<Words> t, DateTime now, CancellationToken cancellationToken)
    {
        var acts = await db.AuditLog.AsNoTracking()
            .Where(e => e.Thing == AuditSubject.Reservation && e.ThingId == reservation.Id)
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .ToListAsync(cancellationToken);
        var mails = await db.Outbox.AsNoTracking()
            .Where(m => m.ReservationId == reservation.Id)
            .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id)
            .ToListAsync(cancellationToken);

        // Undoing and correcting stand in the log, with the reason.
        var scans = await db.ScanEvents.AsNoTracking()
            .Where(e => e.ReservationId == reservation.Id && e.Outcome != ScanOutcome.Undone && e.Outcome != ScanOutcome.Corrected)
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .ToListAsync(cancellationToken);

        // What happened at the same moment stays in this order: an act comes before the mail that it owes.
        HistoryLine?[] lines =
        [
            Asked(reservation, acts, t),
            Confirmed(reservation, acts, t),
            .. acts.Select(
                act => new HistoryLine(act.At, t[$"Desk.Story.{act.Act}"], Detail(act, t), act.IsByParty ? t["Desk.Story.TheParty"] : act.StaffName)),
            Cancelled(reservation, acts, t),
            .. mails.Select(mail => Mailed(mail, t)),
            Expired(reservation, mails, t, now),
            reservation.Performance.CancelledAt is { } calledOff ? new(calledOff, t["Desk.Story.CalledOff"]) : null,
            .. scans.Select(scan => Scanned(scan, t)),
        ];
        return [.. lines.OfType<HistoryLine>().OrderBy(line => line.At)];
    }

    /// <summary>The part of it that happened at the door, undoing and correcting among it.</summary>
    public static async Task<IReadOnlyList<HistoryLine>> DoorStoryAsync(
        this BookingDbContext db, int reservationId, IStringLocalizer<Words> t, CancellationToken cancellationToken)
    {
        var scans = await db.ScanEvents.AsNoTracking()
            .Where(e => e.ReservationId == reservationId)
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .ToListAsync(cancellationToken);
        return [.. scans.Select(scan => Scanned(scan, t))];
    }

    private static HistoryLine Scanned(ScanEvent scan, IStringLocalizer<Words> t) =>
        new(scan.At, ScanWords.Of(scan.Outcome, scan.People, scan.Inside, t), AtDoor(scan, t), scan.StaffName);

    private static HistoryLine? Asked(Reservation reservation, List<AuditEntry> acts, IStringLocalizer<Words> t) =>
        acts.Exists(e => e.Act == AuditAction.ReservationMade) ? null : new(reservation.CreatedAt, t["Desk.Story.Asked"]);

    private static HistoryLine? Confirmed(Reservation reservation, List<AuditEntry> acts, IStringLocalizer<Words> t) =>
        reservation.ConfirmedAt is not { } at || acts.Exists(e => e.Act is AuditAction.ReservationMade or AuditAction.ReservationConfirmed)
            ? null
            : new(at, t["Desk.Story.ConfirmedByLink"]);

    private static HistoryLine? Cancelled(Reservation reservation, List<AuditEntry> acts, IStringLocalizer<Words> t) =>
        reservation.CancelledAt is not { } at || acts.Exists(e => e.Act == AuditAction.ReservationCancelled)
            ? null
            : new(at, t["Desk.Story.Cancelled"]);

    private static HistoryLine? Expired(Reservation reservation, List<OutboxMail> mails, IStringLocalizer<Words> t, DateTime now)
    {
        // While the mail is still owed nobody had the link, and its time has not begun.
        var isOver = reservation.Status == ReservationStatus.Expired
            || (
                reservation.Status == ReservationStatus.Pending
                    && reservation.ExpiresAt <= now
                    && !mails.Exists(m => m.Kind == MailKind.Confirmation && m.IsUnsent));
        return isOver ? new(reservation.ExpiresAt, t["Desk.Story.Expired"]) : null;
    }

    private static Phrase? AtDoor(ScanEvent scan, IStringLocalizer<Words> t) => scan.Door is { } door ? new(t["Desk.Story.AtDoor"], door) : null;

    private static Phrase? Detail(AuditEntry act, IStringLocalizer<Words> t) => act.Detail is not { } detail ? null : act.Act switch
    {
        AuditAction.ReservationMade or AuditAction.ReservationConfirmed => new(t["Desk.Story.Party"], detail),
        _ => new("{0}", detail),
    };

    private static HistoryLine Mailed(OutboxMail mail, IStringLocalizer<Words> t)
    {
        var error = mail.LastError ?? "";
        var state = mail switch
        {
            { SentAt: { } sent } => new Phrase(t["Desk.Story.Mail.Sent"], sent),
            { GivenUpAt: { } givenUp } => new Phrase(t["Desk.Story.Mail.GivenUp"], givenUp, error),
            { FailingSince: { } since } => t.CountPhrase("Desk.Story.Mail.Failing", mail.Attempts, since, error, mail.NextAttemptAt),
            _ => new Phrase(t["Desk.Story.Mail.Waiting"]),
        };
        return new(
            mail.CreatedAt, t[$"Desk.Story.Mail.{mail.Kind}"], state,
            NeedsCare: mail is { SentAt: null, GivenUpAt: not null } or { SentAt: null, FailingSince: not null });
    }
}
