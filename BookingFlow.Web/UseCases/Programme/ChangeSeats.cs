using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Changes the additional and manually occupied seats of a performance.</summary>
/// <remarks>
/// Runs under the performance's lock and adds an entry to its ledger. Fewer seats than are confirmed must be acknowledged.
/// </remarks>
public sealed class ChangeSeats(WriteTransaction write)
{
    /// <param name="additional">Additional seats, as submitted.</param>
    /// <param name="occupied">Manually occupied seats, as submitted.</param>
    /// <param name="acknowledgedShortfall">
    /// The number of people left without a seat that the staff member was shown and accepted; 0 for none. A larger shortfall, because the
    /// input was changed or more parties have confirmed meanwhile, must be acknowledged again.
    /// </param>
    /// <returns>The performance, or: InvalidInput, NotFound, NotPossible (PerformanceCancelled), SeatsBelowConfirmed, Busy.</returns>
    public Task<Result<Performance>> ChangeAsync(
        int performanceId,
        string? additional,
        string? occupied,
        string? reason,
        int acknowledgedShortfall,
        Actor actor,
        CancellationToken cancellationToken) =>
        write.RunAsync<Performance>(
            actor,
            async context =>
            {
                var performance = await PerformanceLock.TakeAsync(context.Db, performanceId, context.Cancellation);
                if (performance is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (performance.CancelledAt is not null)
                {
                    return Failure.NotPossible(Obstacle.PerformanceCancelled);
                }

                var check = ValidSeats.Check(additional, occupied, reason, performance.Room.Capacity);
                if (!check.Succeeded)
                {
                    return check.Failure;
                }

                var (details, before) = (check.Value, performance.Capacity);
                var after = before with { Additional = details.Additional, ManuallyOccupied = details.ManuallyOccupied };
                if (before.MissingAfter(after) is var shortfall && shortfall > acknowledgedShortfall)
                {
                    return Failure.SeatsBelowConfirmed(shortfall, performance.Facts);
                }

                if (after != before)
                {
                    (performance.AdditionalSeats, performance.ManuallyOccupiedSeats) = (details.Additional, details.ManuallyOccupied);
                    context.Db.Add(CapacityChange.Of(performanceId, before, after, actor, details.Reason, context.Now));
                    context.Audit(AuditAction.CapacityChanged, AuditSubject.Performance, performanceId,
                        $"{PerformanceAuditText.Sum(before)} → {PerformanceAuditText.Sum(after)}: {details.Reason}");
                }

                return performance;
            },
            cancellationToken);
}
