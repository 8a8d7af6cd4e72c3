using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Adds a show. It is not visible to visitors until it is published.</summary>
public sealed class AddShow(WriteTransaction write)
{
    /// <returns>The show, or: InvalidInput, Busy.</returns>
    public async Task<Result<Show>> AddAsync(ShowInput typed, Actor actor, CancellationToken cancellationToken)
    {
        var check = ValidShow.Check(typed.Title, typed.Slug, typed.Summary, typed.Description, typed.RunningMinutes, note: typed.Note);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        return await write.RunAsync<Show>(
            actor,
            async context =>
            {
                if (await IsTakenAsync(context.Db, details.Slug, showId: null, context.Cancellation))
                {
                    return Failure.InvalidInput(new InvalidField(FormField.Slug, FieldProblem.Taken));
                }

                var show = new Show
                {
                    Title = details.Title,
                    Slug = details.Slug,
                    Summary = details.Summary,
                    Description = details.Description,
                    RunningMinutes = details.RunningMinutes,
                    Note = details.Note,
                    IsFree = typed.IsFree,
                    SeveralAtOnce = typed.SeveralAtOnce,
                };
                context.Db.Add(show);
                await context.Db.SaveChangesAsync(context.Cancellation);
                context.Audit(AuditAction.ShowAdded, AuditSubject.Show, show.Id, $"{show.Title} (/shows/{show.Slug})");
                return show;
            },
            cancellationToken);
    }

    /// <summary>Whether the slug is, or was, the slug of another show.</summary>
    /// <remarks>The order of the queries matters: a slug that is changed concurrently moves from the first table to the second.</remarks>
    internal static async Task<bool> IsTakenAsync(BookingDbContext db, string slug, int? showId, CancellationToken cancellationToken) =>
        await db.Shows.AnyAsync(s => s.Slug == slug && s.Id != showId, cancellationToken)
        || await db.FormerSlugs.AnyAsync(s => s.Slug == slug && s.ShowId != showId, cancellationToken);
}
