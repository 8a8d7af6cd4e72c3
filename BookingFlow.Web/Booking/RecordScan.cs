using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Booking;

/// <summary>
/// Writes a refusal into the door's history, so that a house can see afterwards what happened. It changes no state and
/// is not what the steward waits for: a database that is too busy to remember a refusal does not keep it from being told.
/// </summary>
public sealed class RecordScan(WriteTransaction write, TimeProvider clock)
{
    /// <summary>The same submission refused for the same reason once more is one line.</summary>
    /// <param name="reservationId">Null where the code was none of ours.</param>
    public async Task RefusedAsync(Failure refusal, int? reservationId, Steward steward, Guid request, CancellationToken cancellationToken)
    {
        if (ScanEvent.OutcomeOf(refusal) is not { } outcome)
        {
            return;
        }

        await write.RunAsync<ScanEvent>(
            async (db, cancelled) =>
            {
                if (await db.ScanEvents.FirstOrDefaultAsync(
                    e => e.RequestId == request && e.StaffId == steward.StaffId && e.ReservationId == reservationId && e.Outcome == outcome, cancelled) is { } same)
                {
                    return same;
                }

                var inside = await db.CheckIns.Where(c => c.ReservationId == reservationId).Select(c => c.People).SingleOrDefaultAsync(cancelled);
                var scan = ScanEvent.Refused(outcome, reservationId, refusal.Performance?.PerformanceId, inside, steward, request, clock.GetUtcNow().UtcDateTime);
                db.Add(scan);
                return scan;
            },
            cancellationToken);
    }
}
