using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BookingFlow.Web.Pages.Posters;

/// <summary>Serves the files of a show's poster. Those of unpublished shows are served to Administrators and with the show's link only.</summary>
/// <remarks>
/// The content type is the stored one, and a strict content security policy applies (Hosting/Security/SecurityHeaders).
/// A file never changes under its address, so browsers may cache it for ever. Only the address without a file name changes once, when a poster
/// uploaded before 0.2 is converted.
/// </remarks>
public sealed class PosterModel(BookingDbContext db) : PageModel
{
    /// <param name="file">A name of <see cref="PictureFile"/>; null for the largest file.</param>
    /// <param name="invitation">The key of the show's link; ignored if the show is published.</param>
    public async Task<IActionResult> OnGetAsync(int id, string? file, [FromQuery] string? invitation, CancellationToken cancellationToken)
    {
        var key = InvitationKey.Parse(invitation) ?? [];
        var maySeeAll = User.IsInRole(StaffRoles.Administrator);
        var poster = await db.Posters
            .Where(p => p.Id == id)
            .Join(db.Shows, p => p.ShowId, s => s.Id, (p, s) => new { p.Width, p.Type, p.UploadedAt, s.Slug, s.IsPublished, s.Invitation })
            .SingleOrDefaultAsync(p => p.IsPublished || p.Invitation == key || maySeeAll, cancellationToken);
        if (poster is null)
        {
            return NotFound();
        }

        var isLargest = file is null || (poster.Width is { } width && file == PictureFile.NameOf(width, poster.Type));
        var picture = isLargest
            ? await db.Posters.Where(p => p.Id == id).Select(p => new { Name = "largest", p.Type, p.Picture }).SingleOrDefaultAsync(cancellationToken)
            : await db.PosterVariants.Where(v => v.PosterId == id && v.Name == file).Select(v => new { v.Name, v.Type, v.Picture })
                .SingleOrDefaultAsync(cancellationToken);
        if (picture is null)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = poster switch
        {
            { IsPublished: false } => "private, no-store",
            { Width: null } => "public, max-age=3600",
            _ => "public, max-age=31536000, immutable",
        };
        Response.Headers.ContentDisposition = $"inline; filename={poster.Slug}.{PictureFile.Extension(picture.Type)}";
        return new FileContentResult(picture.Picture, PictureFile.ContentType(picture.Type))
        {
            LastModified = new DateTimeOffset(poster.UploadedAt, TimeSpan.Zero),
            // Without a width it is the tag that the file had before 0.2, so that it is not taken for the converted one.
            EntityTag = new EntityTagHeaderValue(poster.Width is null ? $"\"{id}\"" : $"\"{id}-{picture.Name}\""),
        };
    }
}
