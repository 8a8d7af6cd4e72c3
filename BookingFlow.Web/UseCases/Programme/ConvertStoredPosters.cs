using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Pictures;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Converts the pictures that were uploaded before 0.2 and stored as they came: makes their sizes and removes their metadata.</summary>
/// <remarks>
/// A job, at each start and once a day. A picture that cannot be converted, for example an incomplete one, is kept and shown as it is
/// (docs/decisions/0043).
/// </remarks>
public sealed partial class ConvertStoredPosters(
    IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, PictureProcessor pictures, ILogger<ConvertStoredPosters> log)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var id in await db.Posters.Where(p => p.Width == null).Select(p => p.Id).Order().ToListAsync(cancellationToken))
        {
            await ConvertAsync(db, id, cancellationToken);
        }
    }

    private async Task ConvertAsync(BookingDbContext db, int posterId, CancellationToken cancellationToken)
    {
        var file = await db.Posters.Where(p => p.Id == posterId).Select(p => p.Picture).SingleOrDefaultAsync(cancellationToken);
        if (file is null)
        {
            return;
        }

        var picture = await pictures.ProcessAsync(file, cancellationToken);
        if (!picture.Succeeded)
        {
            LogNotConverted(posterId, picture.Failure.Fields[0].Problem);
            return;
        }

        // A failure, which is only Busy, is left to the next run.
        await write.RunAsync<Poster>(
            actor: null,
            async context =>
            {
                // Another node may have converted it, and staff may have replaced or removed it.
                var poster = await context.Db.Posters.SingleOrDefaultAsync(p => p.Id == posterId && p.Width == null, context.Cancellation);
                if (poster is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                poster.SetPicture(picture.Value);
                return poster;
            },
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The picture {PosterId} cannot be converted ({Problem}); it is served as it was uploaded")]
    private partial void LogNotConverted(int posterId, FieldProblem problem);
}
