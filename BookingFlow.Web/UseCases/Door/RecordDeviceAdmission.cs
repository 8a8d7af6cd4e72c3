using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Records an admission that a device without a network has made.</summary>
/// <remarks>
/// The party is inside, so no rule refuses it: it counts with as many people as the party has left, and what the server would have refused is
/// flagged. All admissions of the party are resolved again in the order of their times, so that the result is the same in whatever order the devices
/// send them (docs/decisions/0058). It takes no seats.
/// </remarks>
public sealed class RecordDeviceAdmission(LockedReservation locked, CurrentVenue current, BookingMetrics metrics)
{
    /// <returns>The admission; the first one if the record is sent again. Or: TicketInvalid (no such party), Busy.</returns>
    public async Task<Result<ScanEvent>> RecordAsync(
        int reservationId, Steward steward, DeviceAdmission admission, CancellationToken cancellationToken) =>
        await locked.FindAsync(reservationId, cancellationToken) is { } found
            ? await locked.RunAsync<ScanEvent>(
                steward.Actor,
                found,
                (context, reservation) => RecordLockedAsync(context, reservation, steward, admission),
                cancellationToken,
                WritePriority.Door)
            : new Failure(FailureKind.TicketInvalid);

    private async Task<Result<ScanEvent>> RecordLockedAsync(
        UseCaseContext context, Reservation party, Steward steward, DeviceAdmission admission)
    {
        var history = await context.Db.ScanEvents.Where(e => e.ReservationId == party.Id).OrderBy(e => e.Id).ToListAsync(context.Cancellation);
        // The same record may have been refused before, if its answer came too late for the device, which then let the party in.
        if (history.Find(e => e.RequestId == admission.Request && e.IsAdmission) is { } answer)
        {
            return answer;
        }

        var scan = ScanEvent.OfDevice(
            party, admission.People ?? party.PartySize, steward, admission.Request,
            DeviceClock.ToServerTime(admission.At, admission.Offset, context.Now), receivedAt: context.Now);
        context.Db.Add(scan);
        var checkIn = await context.Db.CheckIns.SingleOrDefaultAsync(c => c.ReservationId == party.Id, context.Cancellation);
        if (AdmissionTimeline.Resolve(party, [.. history, scan], current.Rules) is (var first, var people))
        {
            if (checkIn is null)
            {
                context.Db.Add(CheckIn.Of(party, first, people));
            }
            else
            {
                checkIn.Resolve(party, first, people);
            }
        }

        if (scan.People > 0)
        {
            context.AfterCommit(() => metrics.CheckedIn(scan.People, isRemainder: checkIn is not null));
        }

        return scan;
    }
}
