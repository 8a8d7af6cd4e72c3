using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>
/// Admits a party without a reservation: makes a confirmed reservation and checks it in, in one transaction under the performance's lock.
/// </summary>
/// <remarks>After the curtain release, it can take seats that are not claimed.</remarks>
public sealed class AdmitWalkIn(WriteTransaction write, CurrentVenue current, BookingMetrics metrics)
{
    /// <param name="name">As submitted, or a generic name for a walk-in party.</param>
    /// <param name="people">Number of people, as submitted.</param>
    /// <param name="request">Hidden id of the form, so that a repeated submission does not admit a second party.</param>
    /// <returns>
    /// The party, or: FormExpired (the check-in by this submission was undone), NotFound, InvalidInput, NotPossible,
    /// NotEnoughSeats, WrongPerformance (another one is assigned to the door), OutsideCheckInWindow, Busy.
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
                    // If the check-in was undone since, the repeated submission must not repeat it.
                    var checkIn = await context.Db.CheckIns.SingleOrDefaultAsync(c => c.ReservationId == same.Id, context.Cancellation);
                    return checkIn is null ? new Failure(FailureKind.FormExpired) : Admitted(same, checkIn.At);
                }

                if (await DoorSeats.CheckAsync(context, performance, details.PartySize, details.AccessPlaces, current.Rules) is { } refusal)
                {
                    return refusal;
                }

                var party = Reservation.Pending(performanceId, details, Reference.New(), key, context.Now, expiresAt: context.Now);
                party.Performance = performance;
                context.Db.Add(party);
                if (DoorSeats.Admit(context, party, details.PartySize, by, request, current.Rules) is { } closed)
                {
                    return closed;
                }

                // The audit log needs the id, which the database generates.
                await context.Db.SaveChangesAsync(context.Cancellation);
                context.Audit(AuditAction.ReservationMade, AuditSubject.Reservation, party.Id, $"{party.PartySize}");
                context.AfterCommit(() =>
                {
                    metrics.Reserved();
                    metrics.Confirmed(party.PartySize);
                    metrics.CheckedIn(party.PartySize, isRemainder: false);
                });
                return Admitted(party, context.Now);
            },
            cancellationToken,
            WritePriority.Door);
    }

    private static AdmittedParty Admitted(Reservation party, DateTime at) => AdmittedParty.Of(party, party.PartySize, party.PartySize, at);
}
