using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BookingFlow.Web.Pages.Posters;

/// <summary>Serves a show's poster. Posters of unpublished shows are served to Administrators only.</summary>
/// <remarks>
/// The content type is the one detected at upload, and a strict content security policy applies (Hosting/Security/SecurityHeaders).
/// A poster never changes under its address, so browsers may cache it for ever.
/// </remarks>
public sealed class PosterModel(BookingDbContext db) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        var maySeeAll = User.IsInRole(StaffRoles.Administrator);
        var poster = await db.Posters
            .Where(p => p.Id == id)
            .Join(db.Shows, p => p.ShowId, s => s.Id, (p, s) => new { p.Picture, p.Type, p.UploadedAt, s.Slug, s.IsPublished })
            .SingleOrDefaultAsync(p => p.IsPublished || maySeeAll, cancellationToken);
        if (poster is null)
        {
            return NotFound();
        }

        var (type, extension) = poster.Type switch
        {
            PictureType.Png => ("image/png", "png"),
            PictureType.Jpeg => ("image/jpeg", "jpg"),
            PictureType.Webp => ("image/webp", "webp"),
        };
        Response.Headers.CacheControl = poster.IsPublished ? "public, max-age=31536000, immutable" : "private, no-store";
        Response.Headers.ContentDisposition = $"inline; filename={poster.Slug}.{extension}";
        return new FileContentResult(poster.Picture, type)
        {
            LastModified = new DateTimeOffset(poster.UploadedAt, TimeSpan.Zero),
            EntityTag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{id}\"")),
        };
    }
}
