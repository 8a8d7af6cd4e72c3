using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Changes a performance.</summary>
/// <remarks>
/// Another room changes the number of seats: this is added to the ledger, and fewer seats than are confirmed must be acknowledged. Another
/// show, room or time while parties hold tickets must be forced. The parties are told by mail, once per change (docs/decisions/0045).
/// </remarks>
public sealed class EditPerformance(WriteTransaction write, CurrentVenue current)
{
    /// <param name="reason">As submitted; required if the room changes.</param>
    /// <param name="force">Whether to change show, room or time although parties hold tickets.</param>
    /// <param name="acknowledgedShortfall">
    /// The number of people left without a seat that the staff member was shown and accepted; 0 for none.
    /// </param>
    /// <param name="notify">Whether parties with a ticket and an e-mail address are told by mail of another show, room or time.</param>
    /// <returns>
    /// The performance, or: InvalidInput, NotFound, NotPossible (PerformanceCancelled, PartiesHoldTickets),
    /// SeatsBelowConfirmed, Busy.
    /// </returns>
    public Task<Result<Performance>> EditAsync(
        int performanceId,
        PerformanceInput typed,
        string? reason,
        bool force,
        int acknowledgedShortfall,
        bool notify,
        Actor actor,
        CancellationToken cancellationToken) =>
        write.RunAsync<Performance>(
            actor,
            async context =>
            {
                // The target room is locked too, so that its capacity cannot change concurrently.
                var locked = await PerformanceLock.TakeAllOfRoomAsync(
                    context.Db, PlannedPerformanceQueries.ParseRoomId(typed.Room), [performanceId], context.Cancellation);
                var performance = locked.SingleOrDefault();
                if (performance is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (performance.CancelledAt is not null)
                {
                    return Failure.NotPossible(Obstacle.PerformanceCancelled);
                }

                var choices = await context.Db.PerformanceChoicesAsync(performance.RoomId, context.Cancellation);
                var check = ValidPerformance.Check(typed, choices, current.Venue, context.Now, performance.StartsAt);
                var why = FieldChecks.Normalize(reason);
                var wrong = FieldChecks.Reason(why, required: check.Value is { } read && read.RoomId != performance.RoomId);
                if (!check.Succeeded || wrong is not null)
                {
                    return Failure.InvalidInput([.. check.Failure?.Fields ?? [], .. wrong is null ? (IEnumerable<InvalidField>)[] : [wrong]]);
                }

                var details = check.Value;
                if (await context.Db.FindDuplicateStartsAsync(
                    details.ShowId, details.RoomId, [details.StartsAt], performanceId, context.Cancellation) is [_, ..])
                {
                    return Failure.InvalidInput([new(FormField.Time, FieldProblem.Taken)]);
                }

                var (before, fields) = (performance.Capacity, PerformanceAuditText.Fields(performance, current.Venue));
                var room = await context.Db.Rooms.SingleAsync(r => r.Id == details.RoomId, context.Cancellation);
                if (CheckAcknowledged(performance, details, before with { Room = room.Capacity }, force, acknowledgedShortfall) is { } unacknowledged)
                {
                    return unacknowledged;
                }

                var show = await context.Db.Shows.SingleAsync(s => s.Id == details.ShowId, context.Cancellation);
                if (performance.Reschedule(details, show, room, context.Now) is { } change)
                {
                    context.Db.Add(change);
                    await EnqueueAsync(context, change, notify);
                }

                if (performance.Capacity != before)
                {
                    // Another start can hold released access places back again, without a reason having been asked for.
                    context.Db.Add(CapacityChange.Of(performanceId, before, performance.Capacity, actor, why ?? "", context.Now));
                }

                var difference = PerformanceAuditText.Difference(fields, PerformanceAuditText.Fields(performance, current.Venue));
                if (difference.Length > 0)
                {
                    var detail = why is null ? difference : $"{difference}; {why}";
                    context.Audit(AuditAction.PerformanceEdited, AuditSubject.Performance, performanceId, detail);
                }

                return performance;
            },
            cancellationToken);

    private static async Task EnqueueAsync(UseCaseContext context, PerformanceChange change, bool notify)
    {
        var parties = notify ? await PartiesToTell(context.Db, change.PerformanceId).ToListAsync(context.Cancellation) : [];
        // Left to the recurring job, because there may be a thousand.
        context.Db.AddRange(parties.Select(party => OutboxMail.ForChange(change, party, context.Now)));
    }

    /// <summary>The parties of a performance that are told of a change: those that hold a ticket and have an e-mail address.</summary>
    public static IQueryable<Reservation> PartiesToTell(BookingDbContext db, int performanceId) => db.Reservations
        .Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed && r.Email != null)
        .OrderBy(r => r.Id);

    private static Failure? CheckAcknowledged(
        Performance performance, ValidPerformance details, Capacity after, bool force, int acknowledgedShortfall)
    {
        if (performance.Capacity.MissingAfter(after) is var shortfall && shortfall > acknowledgedShortfall)
        {
            return Failure.SeatsBelowConfirmed(shortfall, performance.Facts);
        }

        return details.MovesFrom(performance) && !force && performance.ConfirmedSeats > 0 ? Failure.NotPossible(Obstacle.PartiesHoldTickets) : null;
    }
}
