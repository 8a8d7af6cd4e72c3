using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>
/// Writes a refusal into the door's history, so that a house can see afterwards what happened. It changes no state and
/// is not what the steward waits for: a database that is too busy to remember a refusal does not keep it from being told.
/// </summary>
public sealed class RecordScan(WriteTransaction write)
{
    /// <summary>How long a ticket that a phone opens again counts as the same look at it: a reload, a tab brought back.</summary>
    public static readonly TimeSpan SameLook = TimeSpan.FromMinutes(1);

    /// <summary>The same submission refused for the same reason once more is one line.</summary>
    /// <param name="reservationId">Null where the code was none of ours.</param>
    public Task RefusedAsync(Failure refusal, int? reservationId, Steward steward, Guid request, CancellationToken cancellationToken) => WriteAsync(
        refusal, reservationId, steward, request,
        (context, outcome) => RepeatedSubmission.ScanAsync(context, request, reservationId, steward.StaffId, e => e.Outcome == outcome),
        cancellationToken);

    /// <summary>
    /// A phone's camera has opened a ticket that does not let in: that look is the scan. The same person, party and reason
    /// within <see cref="SameLook"/> is one line.
    /// </summary>
    /// <inheritdoc cref="RefusedAsync"/>
    public Task SeenAsync(Failure refusal, int? reservationId, Steward steward, CancellationToken cancellationToken) => WriteAsync(
        refusal, reservationId, steward, Guid.NewGuid(),
        (context, outcome) =>
        {
            var since = context.Now - SameLook;
            return context.Db.ScanEvents.FirstOrDefaultAsync(
                e => e.At > since && e.StaffId == steward.StaffId && e.ReservationId == reservationId && e.Outcome == outcome, context.Cancellation);
        },
        cancellationToken);

    private async Task WriteAsync(
        Failure refusal,
        int? reservationId,
        Steward steward,
        Guid request,
        Func<UseCaseContext, ScanOutcome, Task<ScanEvent?>> findSameAsync,
        CancellationToken cancellationToken)
    {
        if (ScanEvent.OutcomeOf(refusal) is not { } outcome)
        {
            return;
        }

        await write.RunAsync<ScanEvent>(
            actor: null,
            async context =>
            {
                if (await findSameAsync(context, outcome) is { } same)
                {
                    return same;
                }

                var inside = await context.Db.CheckIns
                    .Where(c => c.ReservationId == reservationId)
                    .Select(c => c.People)
                    .SingleOrDefaultAsync(context.Cancellation);
                var scan = ScanEvent.Refused(outcome, reservationId, refusal.Performance?.PerformanceId, inside, steward, request, context.Now);
                context.Db.Add(scan);
                return scan;
            },
            cancellationToken,
            WritePriority.Door);
    }
}
