using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BookingFlow.Web.Pages.Posters;

/// <summary>
/// A show's picture, and nothing but that: of the type that was sniffed, and inert (Hosting/SecurityHeaders). It never changes
/// under its address, so that browsers keep it; before the show is published only those see it who can publish it.
/// </summary>
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
