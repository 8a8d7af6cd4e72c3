using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>
/// A show gets a picture, another one, or none. A new picture is a new row with an address of its own
/// (docs/decisions/0017), so that what browsers have kept under the old one is never shown for it.
/// </summary>
public sealed class ChangePoster(WriteTransaction write, TimeProvider clock)
{
    /// <param name="picture">Null or empty: only what the picture shows is told otherwise.</param>
    /// <returns>The poster's id, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<Poster>> ChangeAsync(int showId, byte[]? picture, string? altText, Actor by, CancellationToken cancellationToken) => write.RunAsync<Poster>(
        async (db, cancelled) =>
        {
            if (!await db.Shows.AnyAsync(s => s.Id == showId, cancelled))
            {
                return new Failure(FailureKind.NotFound);
            }

            var current = await db.Posters.SingleOrDefaultAsync(p => p.ShowId == showId, cancelled);
            var check = ValidPoster.Check(picture, altText, hasPoster: current is not null);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            var (details, now) = (check.Value, clock.GetUtcNow().UtcDateTime);
            var before = Told(current);
            if (details.Picture is { } bytes)
            {
                // Saved by itself: a show has one poster, by a unique index.
                await db.Posters.Where(p => p.ShowId == showId).ExecuteDeleteAsync(cancelled);
                db.ChangeTracker.Clear();
                current = new Poster { ShowId = showId, Type = details.Type!.Value, Picture = bytes, AltText = details.AltText, UploadedAt = now };
                db.Add(current);
            }
            else
            {
                current!.AltText = details.AltText;
            }

            db.Add(AuditEntry.Of(by, AuditAction.PosterChanged, AuditSubject.Show, showId, $"{before} → {Told(current)}", now));
            return current;
        },
        cancellationToken);

    /// <returns>The show, or: NotFound, Busy. Where there is no picture any more, there is nothing to do.</returns>
    public Task<Result<Show>> RemoveAsync(int showId, Actor by, CancellationToken cancellationToken) => write.RunAsync<Show>(
        async (db, cancelled) =>
        {
            if (await db.Shows.SingleOrDefaultAsync(s => s.Id == showId, cancelled) is not { } show)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (await db.Posters.SingleOrDefaultAsync(p => p.ShowId == showId, cancelled) is { } poster)
            {
                db.Remove(poster);
                db.Add(AuditEntry.Of(by, AuditAction.PosterRemoved, AuditSubject.Show, showId, Told(poster), clock.GetUtcNow().UtcDateTime));
            }

            return show;
        },
        cancellationToken);

    private static string Told(Poster? poster) => poster is null
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{poster.Type}, {poster.Picture.Length / 1024} KiB, {poster.AltText.Excerpt(100)}");
}
