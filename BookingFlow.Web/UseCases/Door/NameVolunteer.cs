using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Changes the name under which a paired device checks in, when another volunteer takes it.</summary>
public sealed class NameVolunteer(WriteTransaction write)
{
    /// <param name="volunteer">As submitted.</param>
    /// <returns>The device, or: NotFound (not paired, or ended), InvalidInput, Busy.</returns>
    public Task<Result<PairedDevice>> NameAsync(int deviceId, string? volunteer, CancellationToken cancellationToken) =>
        write.RunAsync<PairedDevice>(
            actor: null,
            async context =>
            {
                if (await context.Db.PairedDevices.SingleOrDefaultAsync(
                    d => d.Id == deviceId && d.PairedAt != null && d.EndedAt == null, context.Cancellation) is not { } device)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (PairedDevice.CheckVolunteer(volunteer) is { } wrong)
                {
                    return Failure.InvalidInput(wrong);
                }

                device.NameVolunteer(volunteer!);
                return device;
            },
            cancellationToken,
            WritePriority.Door);
}
