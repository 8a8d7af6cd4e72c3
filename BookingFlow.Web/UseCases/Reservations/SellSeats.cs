using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Makes a confirmed reservation by the box office, for a party on the spot or on the telephone.</summary>
/// <remarks>It is confirmed under the performance's lock, like any other. An e-mail address is optional.</remarks>
public sealed class SellSeats(WriteTransaction write, CurrentVenue current, MailServerCapabilities mailServer, BookingMetrics metrics)
{
    /// <param name="submissionId">Hidden id of the form, so that a repeated submission makes one reservation.</param>
    /// <returns>The confirmed reservation, or: NotFound, InvalidInput, NotPossible, NotEnoughSeats, Busy.</returns>
    public async Task<Result<Reservation>> SellAsync(
        int performanceId, ReservationInput typed, Guid submissionId, Actor actor, CancellationToken cancellationToken)
    {
        var note = FieldChecks.Normalize(typed.StaffNote);
        var check = ValidReservation.Check(
            typed.Name, typed.Email, typed.Phone, typed.Notes, typed.PartySize, Limits.PartySize, needsEmail: false, mailServer.AllowsNonAsciiEmail,
            access: typed.Access);
        var wrongNote = FieldChecks.Text(FormField.StaffNote, note, Limits.StaffNote, lineBreaks: true);
        if (!check.Succeeded || wrongNote is not null)
        {
            return Failure.InvalidInput([.. check.Failure?.Fields ?? [], .. wrongNote is null ? (IEnumerable<InvalidField>)[] : [wrongNote]]);
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

                if (BoxOfficeRules.CheckSeats(performance, details.PartySize, details.AccessPlaces, current.Rules, context.Now) is { } refusal)
                {
                    return refusal;
                }

                var reservation = Reservation.Pending(performanceId, details, Reference.New(), key, context.Now, expiresAt: context.Now);
                reservation.Performance = performance;
                reservation.StaffNote = note;
                reservation.Language = Languages.ForVisitors(typed.Language);
                reservation.Confirm(details.PartySize, context.Now);
                context.Db.Add(reservation);
                // The audit log needs the id, which the database generates.
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
