using BookingFlow.Web.Data;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>
/// Admits a party of the waiting list at the door, also after the list has closed: confirms its reservation and checks it in, in one transaction
/// under the performance's lock.
/// </summary>
/// <remarks>The steward chooses the party, because parties before it in the list may not be there.</remarks>
public sealed class AdmitWaitingParty(LockedReservation locked, CurrentVenue current, BookingMetrics metrics)
{
    /// <param name="people">Number of people, as submitted: 1 to the party size.</param>
    /// <param name="request">Hidden id of the form, so that a repeated submission gets the same answer.</param>
    /// <returns>
    /// The party, or: NotFound, InvalidInput, NotPossible, ReservationCancelled, NotEnoughSeats, WrongPerformance (another one is assigned to the
    /// door), OutsideCheckInWindow, AlreadyCheckedIn, Busy.
    /// </returns>
    public Task<Result<AdmittedParty>> AdmitAsync(
        int reservationId, string? people, Steward by, Guid request, CancellationToken cancellationToken) => locked.RunAsync<AdmittedParty>(
        by.Actor,
        reservationId,
        async (context, party) =>
        {
            var earlier = await context.Db.CheckIns.SingleOrDefaultAsync(c => c.ReservationId == party.Id, context.Cancellation);
            if (earlier?.RequestId == request)
            {
                return AdmittedParty.Of(party, earlier.People, earlier.People, earlier.At);
            }

            if (party.Status is not (ReservationStatus.Waiting or ReservationStatus.Expired) || party.WaitingSince is null)
            {
                // Given seats meanwhile, or cancelled: the usual check of its ticket says so.
                return CheckInRules.CheckAdmission(
                    party, party.Performance, earlier, by.AssignedPerformanceId, current.Rules, context.Now) ?? new Failure(FailureKind.FormExpired);
            }

            if (earlier is not null)
            {
                // Let in already by a device without a network, which can let in a party that is not confirmed.
                return Failure.AlreadyCheckedIn(earlier.FactsOf(party), party.Performance.Facts);
            }

            var typed = FieldChecks.NormalizeLine(people);
            if ((FieldChecks.Required(FormField.People, typed) ?? FieldChecks.People(FormField.People, typed, party.PartySize)) is { } wrong)
            {
                return Failure.InvalidInput(wrong);
            }

            var count = FieldChecks.ReadNumber(typed)!.Value;
            if ((await DoorSeats.CheckAsync(context, party.Performance, count, party.AccessPlaces.For(count), current.Rules)
                ?? DoorSeats.Admit(context, party, count, by, request, current.Rules)) is { } refusal)
            {
                return refusal;
            }

            context.Audit(AuditAction.ReservationConfirmed, AuditSubject.Reservation, party.Id, $"{count}");
            context.AfterCommit(() =>
            {
                metrics.Confirmed(count);
                metrics.CheckedIn(count, isRemainder: false);
            });
            return AdmittedParty.Of(party, count, count, context.Now);
        },
        cancellationToken);
}
