using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Ends the pairing of a device at once. Its next request is refused, on every node.</summary>
public sealed class EndPairedDevice(WriteTransaction write)
{
    /// <summary>Ends the pairing, or withdraws a link that was not used; does nothing if it has ended.</summary>
    /// <param name="performanceId">The performance that the device must be of; null: any.</param>
    /// <param name="actor">Null: the volunteer at the device.</param>
    /// <returns>The device, or: NotFound, Busy.</returns>
    public Task<Result<PairedDevice>> EndAsync(int deviceId, int? performanceId, Actor? actor, CancellationToken cancellationToken) =>
        write.RunAsync<PairedDevice>(
            actor,
            async context =>
            {
                if (await context.Db.PairedDevices.SingleOrDefaultAsync(
                    d => d.Id == deviceId && (performanceId == null || d.PerformanceId == performanceId), context.Cancellation) is not { } device)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (device.EndedAt is null)
                {
                    device.End(context.Now);
                    if (device.PairedAt is not null)
                    {
                        context.Audit(
                            actor ?? device.Actor, AuditAction.DeviceEnded, AuditSubject.Performance, device.PerformanceId, device.Actor.Name);
                    }
                }

                return device;
            },
            cancellationToken);
}
