using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Shows a show to visitors, or takes it away from them. Reservations stay as they are.</summary>
public sealed class PublishShow(WriteTransaction write, TimeProvider clock)
{
    /// <returns>The show, or: NotFound, Busy.</returns>
    public Task<Result<Show>> PublishAsync(int showId, Actor by, CancellationToken cancellationToken) =>
        SetAsync(showId, published: true, AuditAction.ShowPublished, by, cancellationToken);

    /// <inheritdoc cref="PublishAsync"/>
    public Task<Result<Show>> UnpublishAsync(int showId, Actor by, CancellationToken cancellationToken) =>
        SetAsync(showId, published: false, AuditAction.ShowUnpublished, by, cancellationToken);

    private Task<Result<Show>> SetAsync(int showId, bool published, AuditAction act, Actor by, CancellationToken cancellationToken) => write.RunAsync<Show>(
        async (db, cancelled) =>
        {
            if (await db.Shows.SingleOrDefaultAsync(s => s.Id == showId, cancelled) is not { } show)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (show.IsPublished != published)
            {
                show.IsPublished = published;
                db.Add(AuditEntry.Of(by, act, AuditSubject.Show, showId, show.Title, clock.GetUtcNow().UtcDateTime));
            }

            return show;
        },
        cancellationToken);
}
