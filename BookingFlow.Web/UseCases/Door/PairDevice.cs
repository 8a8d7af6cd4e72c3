using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Pairs a device with a performance for an evening: by a link that a staff member makes and that one device can use.</summary>
public sealed class PairDevice(WriteTransaction write, CurrentVenue current)
{
    /// <summary>Makes a link that pairs one device within <see cref="PairedDevice.LinkLifetime"/>. Links that were not used are forgotten.</summary>
    /// <returns>The raw token of the link, or: NotFound, NotPossible (cancelled, too early, or over), Busy.</returns>
    public async Task<Result<Token>> PrepareAsync(int performanceId, Actor actor, CancellationToken cancellationToken)
    {
        var link = Token.New();
        var hash = link.Hash;
        return await write.RunAsync<Token>(
            actor,
            async context =>
            {
                if (await context.Db.Performances.SingleOrDefaultAsync(p => p.Id == performanceId, context.Cancellation) is not { } performance)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (await context.Db.PairedDevices.AnyAsync(d => d.Hash == hash, context.Cancellation))
                {
                    return link;
                }

                if (!PairedDevice.CanPair(performance, current.Rules, context.Now))
                {
                    return new Failure(FailureKind.NotPossible);
                }

                var forgotten = context.Now - PairedDevice.LinkLifetime;
                context.Db.RemoveRange(await context.Db.PairedDevices
                    .Where(d => d.PerformanceId == performanceId && d.PairedAt == null && d.CreatedAt <= forgotten)
                    .ToListAsync(context.Cancellation));
                context.Db.Add(PairedDevice.Of(link, performanceId, context.Actor, context.Now));
                return link;
            },
            cancellationToken);
    }

    /// <summary>Pairs the device that opened the link.</summary>
    /// <param name="volunteer">Name of the volunteer, as submitted.</param>
    /// <returns>The device, or: NotFound (unknown, used, expired, or the evening is over), InvalidInput, Busy.</returns>
    public async Task<Result<PairedDevice>> PairAsync(Token link, string? volunteer, CancellationToken cancellationToken)
    {
        var hash = link.Hash;
        return await write.RunAsync<PairedDevice>(
            actor: null,
            async context =>
            {
                var device = await context.Db.PairedDevices.Include(d => d.Performance)
                    .SingleOrDefaultAsync(d => d.Hash == hash, context.Cancellation);
                if (device?.IsUsable(context.Now) != true || !PairedDevice.CanPair(device.Performance, current.Rules, context.Now))
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (PairedDevice.CheckVolunteer(volunteer) is { } wrong)
                {
                    return Failure.InvalidInput(wrong);
                }

                device.Pair(volunteer!, context.Now);
                context.Audit(device.Actor, AuditAction.DevicePaired, AuditSubject.Performance, device.PerformanceId);
                return device;
            },
            cancellationToken);
    }
}
