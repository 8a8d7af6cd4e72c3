using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>
/// A party without a reservation stands at the door, and seats are left: it is confirmed and checked in at once, in one
/// transaction under the performance's lock. It needs no name and no address.
/// </summary>
public sealed class AdmitWalkIn(WriteTransaction write, BookingRules house, TimeProvider clock, BookingMetrics meter)
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
        var admitted = 0;
        var result = await write.RunAsync<AdmittedParty>(
            async (db, cancelled) =>
            {
                admitted = 0;
                if (await PerformanceLock.TakeAsync(db, performanceId, cancelled) is not { } performance)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (await db.Reservations.SingleOrDefaultAsync(r => r.SubmissionKey == key, cancelled) is { } same)
                {
                    // Undone since: then it is not true any more, and a form sent again must not make it so.
                    var checkIn = await db.CheckIns.SingleOrDefaultAsync(c => c.ReservationId == same.Id, cancelled);
                    return checkIn is null ? new Failure(FailureKind.FormExpired) : Admitted(same, checkIn.At);
                }

                var now = clock.GetUtcNow().UtcDateTime;
                if (DeskRules.WhyNoSeats(performance, details.PartySize, house, now) is { } refusal)
                {
                    return refusal;
                }

                var party = Reservation.Pending(performanceId, details, Reference.New(), key, now, expiresAt: now);
                party.Performance = performance;
                party.Confirm(details.PartySize, now);
                if (CheckInRules.WhyNot(party, performance, earlier: null, by.DoorOf, house, now) is { } closed)
                {
                    return closed;
                }

                db.Add(party);
                db.Add(CheckIn.Of(party, party.PartySize, by, request, now));
                db.Add(ScanEvent.Of(ScanOutcome.Admitted, party, party.PartySize, party.PartySize, by, request, now));
                await db.SaveChangesAsync(cancelled);
                db.Add(AuditEntry.Of(new Actor(by.StaffId, by.Name), AuditAction.ReservationMade, AuditSubject.Reservation, party.Id, $"{party.PartySize}", now));
                admitted = party.PartySize;
                return Admitted(party, now);
            },
            cancellationToken,
            WritePriority.Door);
        if (result.Succeeded && admitted > 0)
        {
            meter.Reserved();
            meter.Confirmed(admitted);
            meter.LetIn(admitted, isRest: false);
        }

        return result;
    }

    private static AdmittedParty Admitted(Reservation party, DateTime at) => AdmittedParty.Of(party, party.PartySize, party.PartySize, at);
}
