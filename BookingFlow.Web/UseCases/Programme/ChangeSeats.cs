using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>
/// The house adds seats to one performance, or keeps some of them. Under the performance's lock, with a line in its
/// ledger. Never below what is confirmed, unless that was asked for in spite of it.
/// </summary>
public sealed class ChangeSeats(WriteTransaction write)
{
    /// <param name="acknowledgedShortfall">
    /// How many people without a seat whoever asks was shown and wants all the same; 0: nobody was shown. More than
    /// that, because another number was typed or others have confirmed meanwhile, is shown and asked anew.
    /// </param>
    /// <returns>The performance, or: InvalidInput, NotFound, NotPossible (PerformanceCancelled), SeatsBelowConfirmed, Busy.</returns>
    public Task<Result<Performance>> ChangeAsync(
        int performanceId, string? additional, string? occupied, string? reason, int acknowledgedShortfall, Actor actor, CancellationToken cancellationToken) =>
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
                if (before.MissingAfter(after) is var missing && missing > acknowledgedShortfall)
                {
                    return Failure.SeatsBelowConfirmed(missing, performance.Facts);
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
