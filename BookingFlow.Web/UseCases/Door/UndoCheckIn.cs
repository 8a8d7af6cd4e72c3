using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>
/// A check-in was a mistake: the wrong party, or the wrong number of it. Taken back whole, its ticket admits again. What
/// happened stays in the door's history, and who took it back and why in the log.
/// </summary>
public sealed class UndoCheckIn(LockedReservation locked)
{
    /// <param name="maySell">Whether the person is of the box office or an Administrator, who may always.</param>
    /// <param name="reason">As it was typed.</param>
    /// <param name="request">The hidden id of the form that was rendered: a retry takes nothing back that happened since.</param>
    /// <returns>The reservation, or: NotFound, InvalidInput, NotPossible (not inside), NotPermitted, Busy.</returns>
    public Task<Result<Reservation>> UndoAsync(
        int reservationId, string? reason, Steward by, bool maySell, Guid request, CancellationToken cancellationToken) =>
        ChangeAsync(reservationId, people: 0, ScanOutcome.Undone, AuditAction.CheckInUndone, reason, by, maySell, request, cancellationToken);

    /// <summary>Not so many, or more, are inside than was said: 1 to the party size.</summary>
    /// <param name="people">As it was typed.</param>
    /// <inheritdoc cref="UndoAsync"/>
    public async Task<Result<Reservation>> CorrectAsync(
        int reservationId, string? people, string? reason, Steward by, bool maySell, Guid request, CancellationToken cancellationToken)
    {
        var typed = FieldChecks.Tidy(people);
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
        var why = FieldChecks.Tidy(reason);
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
                if (CheckInRules.WhyNoUndo(checkIn, by.StaffId, maySell, context.Now) is { } refusal)
                {
                    return refusal;
                }

                if (people > reservation.PartySize)
                {
                    return Failure.InvalidInput(new InvalidField(FormField.People, FieldProblem.TooMany, reservation.PartySize));
                }

                var before = checkIn!.People;
                context.Db.Add(ScanEvent.Of(outcome, reservation, people - before, people, by, request, context.Now));
                context.Audit(action, AuditSubject.Reservation, reservationId, $"{before} → {people}: {why}");
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
