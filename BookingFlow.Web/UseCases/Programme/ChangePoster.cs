using System.Globalization;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Pictures;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Adds, replaces or removes a show's picture.</summary>
/// <remarks>
/// A new picture is a new row with its own address (docs/decisions/0017), so that browsers never show a cached picture in its place.
/// </remarks>
public sealed class ChangePoster(WriteTransaction write, PictureProcessor pictures)
{
    /// <summary>Adds or replaces the picture, or changes only its alternative text.</summary>
    /// <param name="file">The uploaded file; null or empty to change only the alternative text.</param>
    /// <returns>The poster, or: NotFound, InvalidInput, Busy.</returns>
    public async Task<Result<Poster>> ChangeAsync(int showId, byte[]? file, string? altText, Actor actor, CancellationToken cancellationToken)
    {
        // Before the transaction, because it takes a second, in which nobody could write to the database.
        var picture = file is { Length: > 0 } ? await pictures.ProcessAsync(file, cancellationToken) : null;
        return await write.RunAsync<Poster>(
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

                var before = Summarize(current);
                if (check.Value.Picture is { } processed)
                {
                    // Deleted before the insert is saved, because of the unique index on the show.
                    await context.Db.Posters.Where(p => p.ShowId == showId).ExecuteDeleteAsync(context.Cancellation);
                    context.Db.ChangeTracker.Clear();
                    current = new Poster { ShowId = showId, Picture = [], AltText = check.Value.AltText, UploadedAt = context.Now };
                    current.SetPicture(processed);
                    context.Db.Add(current);
                }
                else
                {
                    current!.AltText = check.Value.AltText;
                }

                context.Audit(AuditAction.PosterChanged, AuditSubject.Show, showId, $"{before} → {Summarize(current)}");
                return current;
            },
            cancellationToken);
    }

    /// <summary>Removes the picture; does nothing if there is none.</summary>
    /// <returns>The show, or: NotFound, Busy.</returns>
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
                context.Audit(AuditAction.PosterRemoved, AuditSubject.Show, showId, Summarize(poster));
            }

            return show;
        },
        cancellationToken);

    private static string Summarize(Poster? poster) => poster is null
        ? "–"
        : string.Create(
            CultureInfo.InvariantCulture, $"{(poster.IsConverted ? $"{poster.Width} × {poster.Height}" : poster.Type)}, {poster.AltText.Excerpt(100)}");
}
