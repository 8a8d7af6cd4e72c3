using System.Globalization;
using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// Visitors' data leaves the house as a file. That stands in the log before the first line is written, also when the
/// download is broken off; how many were in it is told, and nothing of what was in it or of what was looked for.
/// </summary>
public sealed class ExportReservations(WriteTransaction write)
{
    /// <param name="reservations">How many are in the file, 0 or more.</param>
    /// <param name="performanceId">The performance whose reservations they are; null: of several.</param>
    /// <returns>What stands in the log, or: Busy.</returns>
    public Task<Result<AuditEntry>> ExportAsync(int reservations, int? performanceId, Actor actor, CancellationToken cancellationToken) =>
        write.RunAsync<AuditEntry>(
            actor,
            context => Task.FromResult<Result<AuditEntry>>(context.Audit(
                AuditAction.ReservationsExported, performanceId is null ? AuditSubject.Reservation : AuditSubject.Performance, performanceId,
                reservations.ToString(CultureInfo.InvariantCulture))),
            cancellationToken);
}
