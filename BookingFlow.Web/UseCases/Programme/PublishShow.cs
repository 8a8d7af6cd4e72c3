using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Shows a show to visitors, or takes it away from them. Reservations stay as they are.</summary>
public sealed class PublishShow(WriteTransaction write)
{
    /// <returns>The show, or: NotFound, Busy.</returns>
    public Task<Result<Show>> PublishAsync(int showId, Actor actor, CancellationToken cancellationToken) =>
        SetAsync(showId, published: true, AuditAction.ShowPublished, actor, cancellationToken);

    /// <inheritdoc cref="PublishAsync"/>
    public Task<Result<Show>> UnpublishAsync(int showId, Actor actor, CancellationToken cancellationToken) =>
        SetAsync(showId, published: false, AuditAction.ShowUnpublished, actor, cancellationToken);

    private Task<Result<Show>> SetAsync(
        int showId, bool published, AuditAction action, Actor actor, CancellationToken cancellationToken) => write.RunAsync<Show>(
        actor,
        async context =>
        {
            if (await context.Db.Shows.SingleOrDefaultAsync(s => s.Id == showId, context.Cancellation) is not { } show)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (show.IsPublished != published)
            {
                show.IsPublished = published;
                context.Audit(action, AuditSubject.Show, showId, show.Title);
            }

            return show;
        },
        cancellationToken);
}
