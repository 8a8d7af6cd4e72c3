using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Changes a show's title, texts, running time, admission, form and slug.</summary>
/// <remarks>A changed title does not change the slug. After a change of the slug, the previous one redirects to the show.</remarks>
public sealed class EditShow(WriteTransaction write)
{
    /// <summary>Length of the excerpts of changed texts in the audit log, in UTF-16 code units.</summary>
    private const int ExcerptLength = 60;

    /// <returns>The show, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<Show>> EditAsync(int showId, ShowInput typed, Actor actor, CancellationToken cancellationToken) => write.RunAsync<Show>(
        actor,
        async context =>
        {
            if (await context.Db.Shows.SingleOrDefaultAsync(s => s.Id == showId, context.Cancellation) is not { } show)
            {
                return new Failure(FailureKind.NotFound);
            }

            var check = ValidShow.Check(typed.Title, typed.Slug, typed.Summary, typed.Description, typed.RunningMinutes, show.Slug, typed.Note);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            var details = check.Value;
            if (await AddShow.IsTakenAsync(context.Db, details.Slug, showId, context.Cancellation))
            {
                return Failure.InvalidInput(new InvalidField(FormField.Slug, FieldProblem.Taken));
            }

            if (Differences(show, details, typed) is { Length: > 0 } differences)
            {
                context.Audit(AuditAction.ShowEdited, AuditSubject.Show, showId, differences);
                await ChangeSlugAsync(context, show, details.Slug);
                (show.Title, show.Summary, show.Description, show.RunningMinutes, show.Note, show.IsFree, show.SeveralAtOnce) =
                    (details.Title, details.Summary, details.Description, details.RunningMinutes, details.Note, typed.IsFree, typed.SeveralAtOnce);
            }

            return show;
        },
        cancellationToken);

    private static async Task ChangeSlugAsync(UseCaseContext context, Show show, string slug)
    {
        if (string.Equals(show.Slug, slug, StringComparison.Ordinal))
        {
            return;
        }

        // A show can return to one of its previous slugs.
        if (await context.Db.FormerSlugs.SingleOrDefaultAsync(s => s.Slug == slug, context.Cancellation) is { } former)
        {
            context.Db.Remove(former);
        }

        context.Db.Add(new FormerSlug { Show = show, Slug = show.Slug });
        show.Slug = slug;
    }

    private static string Differences(Show before, ValidShow after, ShowInput typed)
    {
        (FormField Field, string Before, string After)[] fields =
        [
            (FormField.Title, before.Title, after.Title),
            (FormField.Slug, before.Slug, after.Slug),
            (FormField.Summary, before.Summary, after.Summary),
            (FormField.Description, before.Description, after.Description),
            (FormField.Note, before.Note ?? "", after.Note ?? ""),
            (FormField.RunningMinutes, Text(before.RunningMinutes), Text(after.RunningMinutes)),
            (FormField.IsFree, Flag(before.IsFree), Flag(typed.IsFree)),
            (FormField.SeveralAtOnce, Flag(before.SeveralAtOnce), Flag(typed.SeveralAtOnce)),
        ];
        return string.Join("; ", fields
            .Where(f => !string.Equals(f.Before, f.After, StringComparison.Ordinal))
            .Select(f => $"{f.Field}: {f.Before.Excerpt(ExcerptLength)} → {f.After.Excerpt(ExcerptLength)}"));
    }

    private static string Flag(bool flag) => flag ? "✓" : "–";

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
