using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Undoes a check-in, or corrects its number of people.</summary>
/// <remarks>After an undo, the ticket admits again. The scan history keeps both events; the audit log records who undid it and why.</remarks>
public sealed class UndoCheckIn(LockedReservation locked)
{
    /// <summary>Undoes a check-in completely.</summary>
    /// <param name="maySell">Whether the staff member belongs to the box office or is an Administrator; they can always undo.</param>
    /// <param name="reason">As submitted.</param>
    /// <param name="request">Hidden id of the form, so that a repeated submission does not undo a later check-in.</param>
    /// <returns>The reservation, or: NotFound, InvalidInput, NotPossible (not checked in), NotPermitted, Busy.</returns>
    public Task<Result<Reservation>> UndoAsync(
        int reservationId, string? reason, Steward by, bool maySell, Guid request, CancellationToken cancellationToken) =>
        ChangeAsync(reservationId, people: 0, ScanOutcome.Undone, AuditAction.CheckInUndone, reason, by, maySell, request, cancellationToken);

    /// <summary>Corrects the number of people inside: 1 to the party size.</summary>
    /// <param name="people">As submitted.</param>
    /// <inheritdoc cref="UndoAsync"/>
    public async Task<Result<Reservation>> CorrectAsync(
        int reservationId, string? people, string? reason, Steward by, bool maySell, Guid request, CancellationToken cancellationToken)
    {
        var typed = FieldChecks.Normalize(people);
        return (FieldChecks.Required(FormField.People, typed) ?? FieldChecks.People(FormField.People, typed, Limits.PartySize)) is { } wrong
            ? Failure.InvalidInput(wrong)
            : await ChangeAsync(
                reservationId, FieldChecks.ReadNumber(typed)!.Value, ScanOutcome.Corrected, AuditAction.CheckInCorrected, reason, by, maySell,
                request, cancellationToken);
    }

    private async Task<Result<Reservation>> ChangeAsync(
        int reservationId,
        int people,
        ScanOutcome outcome,
        AuditAction action,
        string? reason,
        Steward by,
        bool maySell,
        Guid request,
        CancellationToken cancellationToken)
    {
        var why = FieldChecks.Normalize(reason);
        if (FieldChecks.Reason(why) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        return await locked.RunAsync<Reservation>(
            by.Actor,
            reservationId,
            async (context, reservation) =>
            {
                if (await RepeatedSubmission.ScanAsync(context, request, reservationId, by.StaffId, e => e.Outcome == outcome) is not null)
                {
                    return reservation;
                }

                var checkIn = await context.Db.CheckIns.SingleOrDefaultAsync(c => c.ReservationId == reservationId, context.Cancellation);
                if (CheckInRules.CheckUndo(checkIn, by, maySell, context.Now) is { } refusal)
                {
                    return refusal;
                }

                if (people > reservation.PartySize)
                {
                    return Failure.InvalidInput(new InvalidField(FormField.People, FieldProblem.TooMany, reservation.PartySize));
                }

                var before = checkIn!.People;
                context.Db.Add(ScanEvent.Of(outcome, reservation, people - before, people, by, request, context.Now));
                context.Audit(action, AuditSubject.Reservation, reservationId, $"{before} → {people}: {reservation.WithoutPersonalData(why)}");
                if (people == 0)
                {
                    context.Db.Remove(checkIn);
                }
                else
                {
                    checkIn.Correct(reservation, people);
                }

                return reservation;
            },
            cancellationToken);
    }
}
