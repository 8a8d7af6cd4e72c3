using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// The box office gives seats to a party at the counter or on the telephone: a reservation that is confirmed at once,
/// under the same lock as every other, with or without an e-mail address.
/// </summary>
public sealed class SellSeats(WriteTransaction write, BookingRules house, BookingMetrics metrics)
{
    /// <param name="submissionId">The hidden id of the form that was rendered: the same one sent again makes nothing new.</param>
    /// <returns>The confirmed reservation, or: NotFound, InvalidInput, NotPossible, NotEnoughSeats, Busy.</returns>
    public async Task<Result<Reservation>> SellAsync(
        int performanceId, ReservationInput typed, Guid submissionId, Actor actor, CancellationToken cancellationToken)
    {
        var check = ValidReservation.Check(
            typed.Name, typed.Email, typed.Phone, typed.Notes, typed.PartySize, Limits.PartySize, needsEmail: false);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        var key = details.SubmissionKey(submissionId, performanceId);
        return await write.RunAsync<Reservation>(
            actor,
            async context =>
            {
                if (await PerformanceLock.TakeAsync(context.Db, performanceId, context.Cancellation) is not { } performance)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (await RepeatedSubmission.ReservationAsync(context, key) is { } sameSubmission)
                {
                    return sameSubmission;
                }

                if (DeskRules.WhyNoSeats(performance, details.PartySize, house, context.Now) is { } refusal)
                {
                    return refusal;
                }

                var reservation = Reservation.Pending(performanceId, details, Reference.New(), key, context.Now, expiresAt: context.Now);
                reservation.Performance = performance;
                reservation.Language = Languages.ForVisitors(typed.Language);
                reservation.Confirm(details.PartySize, context.Now);
                context.Db.Add(reservation);
                // The log names the reservation by its id, which it gets now.
                await context.Db.SaveChangesAsync(context.Cancellation);
                context.Audit(AuditAction.ReservationMade, AuditSubject.Reservation, reservation.Id, $"{details.PartySize}");
                context.EnqueueIfAddressed(MailKind.Ticket, reservation);
                context.AfterCommit(() =>
                {
                    metrics.Reserved();
                    metrics.Confirmed(details.PartySize);
                });
                return reservation;
            },
            cancellationToken);
    }
}
