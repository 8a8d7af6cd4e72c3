using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Changes the additional seats, the manually occupied seats and the access places of a performance.</summary>
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
    /// <param name="access">Access places, as submitted; null if they stay.</param>
    /// <returns>The performance, or: InvalidInput, NotFound, NotPossible (PerformanceCancelled), SeatsBelowConfirmed, Busy.</returns>
    public Task<Result<Performance>> ChangeAsync(
        int performanceId,
        string? additional,
        string? occupied,
        string? reason,
        int acknowledgedShortfall,
        Actor actor,
        CancellationToken cancellationToken,
        AccessPlacesInput? access = null) =>
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

                var places = access ?? AccessPlacesInput.Of(performance);
                var check = ValidSeats.Check(
                    additional, occupied, reason, performance.Room.Capacity, places.Wheelchair, places.Companion, places.ReleaseHours);
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

                var hoursBefore = performance.AccessReleaseHours;
                (performance.AdditionalSeats, performance.ManuallyOccupiedSeats) = (details.Additional, details.ManuallyOccupied);
                performance.SetAccessPlaces(details.AccessPlaces, details.AccessReleaseHours ?? hoursBefore, context.Now);
                after = performance.Capacity;
                if (after != before || performance.AccessReleaseHours != hoursBefore)
                {
                    context.Db.Add(CapacityChange.Of(performanceId, before, after, actor, details.Reason, context.Now));
                    context.Audit(
                        AuditAction.CapacityChanged, AuditSubject.Performance, performanceId,
                        $"{Summarize(before, after, performance, hoursBefore)}: {details.Reason}");
                }

                return performance;
            },
            cancellationToken);

    private static string Summarize(Capacity before, Capacity after, Performance performance, int hoursBefore)
    {
        var sum = $"{PerformanceAuditText.Sum(before)} → {PerformanceAuditText.Sum(after)}";
        return performance.AccessReleaseHours == hoursBefore
            ? sum
            : $"{sum}; {FormField.AccessReleaseHours}: {hoursBefore} → {performance.AccessReleaseHours}";
    }
}
