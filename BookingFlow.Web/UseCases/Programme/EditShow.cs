using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>
/// What is told of a show changes. Its address stays when its title changes; when the address itself is changed, the old one
/// leads to the new one from then on.
/// </summary>
public sealed class EditShow(WriteTransaction write, TimeProvider clock)
{
    /// <summary>So much of a text before and after stands in the log.</summary>
    private const int Shown = 60;

    /// <returns>The show, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<Show>> EditAsync(int showId, ShowInput typed, Actor by, CancellationToken cancellationToken) => write.RunAsync<Show>(
        async (db, cancelled) =>
        {
            if (await db.Shows.SingleOrDefaultAsync(s => s.Id == showId, cancelled) is not { } show)
            {
                return new Failure(FailureKind.NotFound);
            }

            var check = ValidShow.Check(typed.Title, typed.Slug, typed.Summary, typed.Description, typed.RunningMinutes, show.Slug);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            var details = check.Value;
            if (await AddShow.IsTakenAsync(db, details.Slug, showId, cancelled))
            {
                return Failure.InvalidInput(new InvalidField(FormField.Slug, FieldProblem.Taken));
            }

            if (Differences(show, details) is { Length: > 0 } differences)
            {
                db.Add(AuditEntry.Of(by, AuditAction.ShowEdited, AuditSubject.Show, showId, differences, clock.GetUtcNow().UtcDateTime));
                await MoveAsync(db, show, details.Slug, cancelled);
                (show.Title, show.Summary, show.Description, show.RunningMinutes) =
                    (details.Title, details.Summary, details.Description, details.RunningMinutes);
            }

            return show;
        },
        cancellationToken);

    private static async Task MoveAsync(BookingDbContext db, Show show, string slug, CancellationToken cancellationToken)
    {
        if (string.Equals(show.Slug, slug, StringComparison.Ordinal))
        {
            return;
        }

        // A show may take an address back that it had before.
        if (await db.FormerSlugs.SingleOrDefaultAsync(s => s.Slug == slug, cancellationToken) is { } again)
        {
            db.Remove(again);
        }

        db.Add(new FormerSlug { Show = show, Slug = show.Slug });
        show.Slug = slug;
    }

    private static string Differences(Show before, ValidShow after)
    {
        (FormField Field, string Before, string After)[] fields =
        [
            (FormField.Title, before.Title, after.Title),
            (FormField.Slug, before.Slug, after.Slug),
            (FormField.Summary, before.Summary, after.Summary),
            (FormField.Description, before.Description, after.Description),
            (FormField.RunningMinutes, Text(before.RunningMinutes), Text(after.RunningMinutes)),
        ];
        return string.Join("; ", fields
            .Where(f => !string.Equals(f.Before, f.After, StringComparison.Ordinal))
            .Select(f => $"{f.Field}: {f.Before.Excerpt(Shown)} → {f.After.Excerpt(Shown)}"));
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
