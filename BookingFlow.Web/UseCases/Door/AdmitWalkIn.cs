using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>
/// A party without a reservation stands at the door, and seats are left: it is confirmed and checked in at once, in one
/// transaction under the performance's lock. It needs no name and no address.
/// </summary>
public sealed class AdmitWalkIn(WriteTransaction write, BookingRules house, BookingMetrics metrics)
{
    /// <param name="name">As it was typed; where the party gave none, what the house calls such a party.</param>
    /// <param name="people">As it was typed.</param>
    /// <param name="request">The hidden id of the form that was rendered: a retry is not a second party.</param>
    /// <returns>
    /// The party, or: FormExpired (the same submission was undone since), NotFound, InvalidInput, NotPossible,
    /// NotEnoughSeats, WrongPerformance (the door is set to another), OutsideCheckInWindow, Busy.
    /// </returns>
    public async Task<Result<AdmittedParty>> AdmitAsync(
        int performanceId, string? name, string? people, Steward by, Guid request, CancellationToken cancellationToken)
    {
        var check = ValidReservation.Check(name, email: null, phone: null, notes: null, people, Limits.PartySize, needsEmail: false);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        var key = details.SubmissionKey(request, performanceId);
        return await write.RunAsync<AdmittedParty>(
            by.Actor,
            async context =>
            {
                if (await PerformanceLock.TakeAsync(context.Db, performanceId, context.Cancellation) is not { } performance)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (await RepeatedSubmission.ReservationAsync(context, key) is { } same)
                {
                    // Undone since: then it is not true any more, and a form sent again must not make it so.
                    var checkIn = await context.Db.CheckIns.SingleOrDefaultAsync(c => c.ReservationId == same.Id, context.Cancellation);
                    return checkIn is null ? new Failure(FailureKind.FormExpired) : Admitted(same, checkIn.At);
                }

                if (DeskRules.WhyNoSeats(performance, details.PartySize, house, context.Now) is { } refusal)
                {
                    return refusal;
                }

                var party = Reservation.Pending(performanceId, details, Reference.New(), key, context.Now, expiresAt: context.Now);
                party.Performance = performance;
                party.Confirm(details.PartySize, context.Now);
                if (CheckInRules.WhyNot(party, performance, earlier: null, by.DoorOf, house, context.Now) is { } closed)
                {
                    return closed;
                }

                context.Db.Add(party);
                context.Db.Add(CheckIn.Of(party, party.PartySize, by, request, context.Now));
                context.Db.Add(ScanEvent.Of(ScanOutcome.Admitted, party, party.PartySize, party.PartySize, by, request, context.Now));
                // The log names the reservation by its id, which it gets now.
                await context.Db.SaveChangesAsync(context.Cancellation);
                context.Audit(AuditAction.ReservationMade, AuditSubject.Reservation, party.Id, $"{party.PartySize}");
                context.AfterCommit(() =>
                {
                    metrics.Reserved();
                    metrics.Confirmed(party.PartySize);
                    metrics.LetIn(party.PartySize, isRest: false);
                });
                return Admitted(party, context.Now);
            },
            cancellationToken,
            WritePriority.Door);
    }

    private static AdmittedParty Admitted(Reservation party, DateTime at) => AdmittedParty.Of(party, party.PartySize, party.PartySize, at);
}
