using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>
/// A show gets a picture, another one, or none. A new picture is a new row with an address of its own
/// (docs/decisions/0017), so that what browsers have kept under the old one is never shown for it.
/// </summary>
public sealed class ChangePoster(WriteTransaction write)
{
    /// <param name="picture">Null or empty: only what the picture shows is told otherwise.</param>
    /// <returns>The poster's id, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<Poster>> ChangeAsync(
        int showId, byte[]? picture, string? altText, Actor actor, CancellationToken cancellationToken) => write.RunAsync<Poster>(
        actor,
        async context =>
        {
            if (!await context.Db.Shows.AnyAsync(s => s.Id == showId, context.Cancellation))
            {
                return new Failure(FailureKind.NotFound);
            }

            var current = await context.Db.Posters.SingleOrDefaultAsync(p => p.ShowId == showId, context.Cancellation);
            var check = ValidPoster.Check(picture, altText, hasPoster: current is not null);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            var details = check.Value;
            var before = Told(current);
            if (details.Picture is { } bytes)
            {
                // Saved by itself: a show has one poster, by a unique index.
                await context.Db.Posters.Where(p => p.ShowId == showId).ExecuteDeleteAsync(context.Cancellation);
                context.Db.ChangeTracker.Clear();
                current = new Poster
                {
                    ShowId = showId,
                    Type = details.Type!.Value,
                    Picture = bytes,
                    AltText = details.AltText,
                    UploadedAt = context.Now,
                };
                context.Db.Add(current);
            }
            else
            {
                current!.AltText = details.AltText;
            }

            context.Audit(AuditAction.PosterChanged, AuditSubject.Show, showId, $"{before} → {Told(current)}");
            return current;
        },
        cancellationToken);

    /// <returns>The show, or: NotFound, Busy. Where there is no picture any more, there is nothing to do.</returns>
    public Task<Result<Show>> RemoveAsync(int showId, Actor actor, CancellationToken cancellationToken) => write.RunAsync<Show>(
        actor,
        async context =>
        {
            if (await context.Db.Shows.SingleOrDefaultAsync(s => s.Id == showId, context.Cancellation) is not { } show)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (await context.Db.Posters.SingleOrDefaultAsync(p => p.ShowId == showId, context.Cancellation) is { } poster)
            {
                context.Db.Remove(poster);
                context.Audit(AuditAction.PosterRemoved, AuditSubject.Show, showId, Told(poster));
            }

            return show;
        },
        cancellationToken);

    private static string Told(Poster? poster) => poster is null
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{poster.Type}, {poster.Picture.Length / 1024} KiB, {poster.AltText.Excerpt(100)}");
}
