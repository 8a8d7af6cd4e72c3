using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Replaces the link of a show or performance, so that the earlier link leads nowhere. Reservations do not change.</summary>
public sealed class RenewInvitation(WriteTransaction write)
{
    /// <returns>The show, or: NotFound (also if it has no link), Busy.</returns>
    public Task<Result<Show>> OfShowAsync(int showId, Actor actor, CancellationToken cancellationToken) => write.RunAsync<Show>(
        actor,
        async context =>
        {
            if (await context.Db.Shows.SingleOrDefaultAsync(s => s.Id == showId && s.Invitation != null, context.Cancellation) is not { } show)
            {
                return new Failure(FailureKind.NotFound);
            }

            show.RenewInvitation();
            context.Audit(AuditAction.LinkRenewed, AuditSubject.Show, showId, show.Title);
            return show;
        },
        cancellationToken);

    /// <returns>The performance, or: NotFound (also if it has no link), Busy.</returns>
    public Task<Result<Performance>> OfPerformanceAsync(int performanceId, Actor actor, CancellationToken cancellationToken) =>
        write.RunAsync<Performance>(
            actor,
            async context =>
            {
                if (await PerformanceLock.TakeAsync(context.Db, performanceId, context.Cancellation) is not { Invitation: not null } performance)
                {
                    return new Failure(FailureKind.NotFound);
                }

                performance.RenewInvitation();
                context.Audit(AuditAction.LinkRenewed, AuditSubject.Performance, performanceId);
                return performance;
            },
            cancellationToken);
}
