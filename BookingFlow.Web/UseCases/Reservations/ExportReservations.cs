using System.Globalization;
using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Records in the audit log that reservations are exported to a file.</summary>
/// <remarks>
/// Called before the first line is written, so that an aborted download is recorded too. Only the number of reservations is stored, not
/// their data nor the search terms.
/// </remarks>
public sealed class ExportReservations(WriteTransaction write)
{
    /// <param name="reservations">Number of reservations in the file, 0 or more.</param>
    /// <param name="performanceId">The performance of the reservations; null for several performances.</param>
    /// <returns>The audit entry, or: Busy.</returns>
    public Task<Result<AuditEntry>> ExportAsync(int reservations, int? performanceId, Actor actor, CancellationToken cancellationToken) =>
        write.RunAsync<AuditEntry>(
            actor,
            context => Task.FromResult<Result<AuditEntry>>(context.Audit(
                AuditAction.ReservationsExported, performanceId is null ? AuditSubject.Reservation : AuditSubject.Performance, performanceId,
                reservations.ToString(CultureInfo.InvariantCulture))),
            cancellationToken);
}
