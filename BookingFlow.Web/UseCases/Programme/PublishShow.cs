using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Makes a show visible or invisible to visitors. Its reservations do not change.</summary>
public sealed class PublishShow(WriteTransaction write)
{
    /// <summary>Makes the show visible to visitors.</summary>
    /// <returns>The show, or: NotFound, Busy.</returns>
    public Task<Result<Show>> PublishAsync(int showId, Actor actor, CancellationToken cancellationToken) =>
        SetAsync(showId, Visibility.Public, AuditAction.ShowPublished, actor, cancellationToken);

    /// <summary>Makes the show visible to visitors who have its link, and lists it nowhere.</summary>
    /// <inheritdoc cref="PublishAsync"/>
    public Task<Result<Show>> ShareAsync(int showId, Actor actor, CancellationToken cancellationToken) =>
        SetAsync(showId, Visibility.ByLink, AuditAction.ShowShared, actor, cancellationToken);

    /// <summary>Makes the show invisible to visitors, and ends its link.</summary>
    /// <inheritdoc cref="PublishAsync"/>
    public Task<Result<Show>> UnpublishAsync(int showId, Actor actor, CancellationToken cancellationToken) =>
        SetAsync(showId, Visibility.Private, AuditAction.ShowUnpublished, actor, cancellationToken);

    private Task<Result<Show>> SetAsync(
        int showId, Visibility visibility, AuditAction action, Actor actor, CancellationToken cancellationToken) => write.RunAsync<Show>(
        actor,
        async context =>
        {
            if (await context.Db.Shows.SingleOrDefaultAsync(s => s.Id == showId, context.Cancellation) is not { } show)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (show.Visibility != visibility)
            {
                show.SetVisibility(visibility);
                context.Audit(action, AuditSubject.Show, showId, show.Title);
            }

            return show;
        },
        cancellationToken);
}
