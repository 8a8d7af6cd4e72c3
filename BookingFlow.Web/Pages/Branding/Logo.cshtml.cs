using System.Globalization;
using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BookingFlow.Web.Pages.Branding;

/// <summary>Serves the venue's logo.</summary>
/// <remarks>
/// The content type is the stored one, and a strict content security policy applies (Hosting/Security/SecurityHeaders).
/// A logo never changes under its address, so browsers may cache it for ever.
/// </remarks>
public sealed class LogoModel(BookingDbContext db) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.VenueLogos.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, cancellationToken) is not { } logo)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        Response.Headers.ContentDisposition = $"inline; filename=logo.{PictureFile.Extension(logo.Type)}";
        return new FileContentResult(logo.Picture, PictureFile.ContentType(logo.Type))
        {
            LastModified = new DateTimeOffset(logo.UploadedAt, TimeSpan.Zero),
            EntityTag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{id}\"")),
        };
    }
}
