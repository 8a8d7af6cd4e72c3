using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// The box office gives seats to a party at the counter or on the telephone: a reservation that is confirmed at once,
/// under the same lock as every other, with or without an e-mail address.
/// </summary>
public sealed class SellSeats(WriteTransaction write, Outbox outbox, BookingRules house, TimeProvider clock, BookingMetrics meter)
{
    /// <param name="submissionId">The hidden id of the form that was rendered: the same one sent again makes nothing new.</param>
    /// <returns>The confirmed reservation, or: NotFound, InvalidInput, NotPossible, NotEnoughSeats, Busy.</returns>
    public async Task<Result<Reservation>> SellAsync(
        int performanceId, ReservationInput typed, Guid submissionId, Actor by, CancellationToken cancellationToken)
    {
        var check = ValidReservation.Check(
            typed.Name, typed.Email, typed.Phone, typed.Notes, typed.PartySize, Limits.PartySize, needsEmail: false);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        var key = details.SubmissionKey(submissionId, performanceId);
        OutboxMail? owed = null;
        var sold = 0;
        var result = await write.RunAsync<Reservation>(
            async (db, cancelled) =>
            {
                (owed, sold) = (null, 0);
                if (await PerformanceLock.TakeAsync(db, performanceId, cancelled) is not { } performance)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (await db.Reservations.SingleOrDefaultAsync(r => r.SubmissionKey == key, cancelled) is { } sameSubmission)
                {
                    return sameSubmission;
                }

                var now = clock.GetUtcNow().UtcDateTime;
                if (DeskRules.WhyNoSeats(performance, details.PartySize, house, now) is { } refusal)
                {
                    return refusal;
                }

                var reservation = Reservation.Pending(performanceId, details, Reference.New(), key, now, expiresAt: now);
                reservation.Performance = performance;
                reservation.Language = Languages.ForVisitors(typed.Language);
                reservation.Confirm(details.PartySize, now);
                db.Add(reservation);
                await db.SaveChangesAsync(cancelled);
                db.Add(AuditEntry.Of(by, AuditAction.ReservationMade, AuditSubject.Reservation, reservation.Id, $"{details.PartySize}", now));
                owed = reservation.Email is null ? null : Outbox.Add(db, MailKind.Ticket, reservation, now);
                sold = reservation.PartySize;
                return reservation;
            },
            cancellationToken);

        if (result.Succeeded && sold > 0)
        {
            meter.Reserved();
            meter.Confirmed(sold);
        }

        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }
}
