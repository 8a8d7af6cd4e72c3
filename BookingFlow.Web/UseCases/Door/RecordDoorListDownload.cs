using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Records in the audit log that the list of a performance is downloaded to a device.</summary>
/// <remarks>A device fetches the list again by itself, so it is recorded once an hour for each person and performance.</remarks>
public sealed class RecordDoorListDownload(WriteTransaction write)
{
    private static readonly TimeSpan RepeatWindow = TimeSpan.FromHours(1);

    /// <returns>The entry of this download or of the one before, or: Busy.</returns>
    public Task<Result<AuditEntry>> RecordAsync(int performanceId, Actor actor, CancellationToken cancellationToken) => write.RunAsync<AuditEntry>(
        actor,
        async context =>
        {
            var since = context.Now - RepeatWindow;
            return await context.Db.AuditLog.AsNoTracking()
                .Where(e => e.Subject == AuditSubject.Performance && e.SubjectId == performanceId && e.At > since)
                .Where(e => e.Action == AuditAction.DoorListDownloaded && e.StaffId == actor.Id && e.StaffName == actor.Name)
                .FirstOrDefaultAsync(context.Cancellation)
                ?? context.Audit(AuditAction.DoorListDownloaded, AuditSubject.Performance, performanceId);
        },
        cancellationToken,
        WritePriority.Door);
}
