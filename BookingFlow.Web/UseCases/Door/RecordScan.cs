using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Records refused check-ins in the scan history.</summary>
/// <remarks>
/// It runs in a transaction of its own and changes no other state. The refusal is shown to the steward even if the database is too busy to
/// record it.
/// </remarks>
public sealed class RecordScan(WriteTransaction write)
{
    /// <summary>How long another view of the same ticket counts as the same scan, such as after a reload of the page.</summary>
    public static readonly TimeSpan DuplicateViewWindow = TimeSpan.FromMinutes(1);

    /// <summary>Records a refused submission, once per submission and outcome.</summary>
    /// <param name="reservationId">Null if the code was not a ticket of this venue.</param>
    public Task RecordRefusalAsync(
        Failure refusal, int? reservationId, Steward steward, Guid request, CancellationToken cancellationToken) => WriteAsync(
        refusal, reservationId, steward, request,
        (context, outcome) => RepeatedSubmission.ScanAsync(context, request, reservationId, steward.StaffId, e => e.Outcome == outcome),
        cancellationToken);

    /// <param name="admission">The refused request.</param>
    /// <inheritdoc cref="RecordRefusalAsync(Failure, int?, Steward, Guid, CancellationToken)"/>
    public Task RecordRefusalAsync(
        Failure refusal, int? reservationId, Steward steward, Admission admission, CancellationToken cancellationToken) => WriteAsync(
        refusal, reservationId, steward, admission.Request,
        (context, outcome) => RepeatedSubmission.ScanAsync(
            context, admission.Request, reservationId, admission.IsOfDevice ? null : steward.StaffId, e => e.Outcome == outcome),
        cancellationToken);

    /// <summary>Records a refusal that a device without a network has told a party, once per record.</summary>
    /// <param name="outcome">A refusal.</param>
    /// <param name="reservationId">Null if the code was not a ticket of this venue.</param>
    /// <param name="request">The id of the record.</param>
    /// <param name="at">When, by the device's clock; UTC. See <see cref="DeviceClock"/>.</param>
    /// <returns>The entry of the history, or: Busy.</returns>
    public Task<Result<ScanEvent>> RecordOfDeviceAsync(
        ScanOutcome outcome, int? reservationId, Steward steward, Guid request, DateTime at, TimeSpan offset, CancellationToken cancellationToken) =>
        write.RunAsync<ScanEvent>(
            actor: null,
            async context =>
            {
                if (await RepeatedSubmission.ScanAsync(context, request, reservationId, staffId: null, e => e.Outcome == outcome) is { } same)
                {
                    return same;
                }

                var performanceId = await context.Db.Reservations.Where(r => r.Id == reservationId)
                    .Select(r => (int?)r.PerformanceId)
                    .SingleOrDefaultAsync(context.Cancellation);
                var scan = ScanEvent.Refused(
                    outcome, reservationId, performanceId, await InsideAsync(context, reservationId), steward, request,
                    DeviceClock.ToServerTime(at, offset, context.Now), receivedAt: context.Now);
                context.Db.Add(scan);
                return scan;
            },
            cancellationToken,
            WritePriority.Door);

    /// <summary>
    /// Records a ticket that was opened with a phone's camera and does not admit, once per steward, party and outcome within
    /// <see cref="DuplicateViewWindow"/>.
    /// </summary>
    /// <inheritdoc cref="RecordRefusalAsync(Failure, int?, Steward, Guid, CancellationToken)"/>
    public Task RecordViewAsync(Failure refusal, int? reservationId, Steward steward, CancellationToken cancellationToken) => WriteAsync(
        refusal, reservationId, steward, Guid.NewGuid(),
        (context, outcome) =>
        {
            var since = context.Now - DuplicateViewWindow;
            return context.Db.ScanEvents.FirstOrDefaultAsync(
                e => e.At > since && e.StaffId == steward.StaffId && e.StaffName == steward.Name && e.ReservationId == reservationId
                    && e.Outcome == outcome,
                context.Cancellation);
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

                var inside = await InsideAsync(context, reservationId);
                var scan = ScanEvent.Refused(outcome, reservationId, refusal.Performance?.PerformanceId, inside, steward, request, context.Now);
                context.Db.Add(scan);
                return scan;
            },
            cancellationToken,
            WritePriority.Door);
    }

    private static Task<int> InsideAsync(UseCaseContext context, int? reservationId) => context.Db.CheckIns
        .Where(c => c.ReservationId == reservationId)
        .Select(c => c.People)
        .SingleOrDefaultAsync(context.Cancellation);
}
