using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>
/// The house adds seats to one performance, or keeps some of them. Under the performance's lock, with a line in its
/// ledger. Never below what is confirmed, unless that was asked for in spite of it.
/// </summary>
public sealed class ChangeSeats(WriteTransaction write, TimeProvider clock)
{
    /// <param name="accepted">
    /// How many people without a seat whoever asks was shown and wants all the same; 0: nobody was shown. More than
    /// that, because another number was typed or others have confirmed meanwhile, is shown and asked anew.
    /// </param>
    /// <returns>The performance, or: InvalidInput, NotFound, NotPossible (PerformanceCancelled), SeatsBelowConfirmed, Busy.</returns>
    public Task<Result<Performance>> ChangeAsync(
        int performanceId, string? additional, string? occupied, string? reason, int accepted, Actor by, CancellationToken cancellationToken) =>
        write.RunAsync<Performance>(
            async (db, cancelled) =>
            {
                var performance = await PerformanceLock.TakeAsync(db, performanceId, cancelled);
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
                if (before.MissingAfter(after) is var missing && missing > accepted)
                {
                    return Failure.SeatsBelowConfirmed(missing, performance.Facts);
                }

                if (after != before)
                {
                    var now = clock.GetUtcNow().UtcDateTime;
                    (performance.AdditionalSeats, performance.ManuallyOccupiedSeats) = (details.Additional, details.ManuallyOccupied);
                    db.Add(CapacityChange.Of(performanceId, before, after, by, details.Reason, now));
                    db.Add(AuditEntry.Of(
                        by, AuditAction.CapacityChanged, AuditSubject.Performance, performanceId,
                        $"{PerformanceFactsInWriting.Sum(before)} → {PerformanceFactsInWriting.Sum(after)}: {details.Reason}", now));
                }

                return performance;
            },
            cancellationToken);
}
