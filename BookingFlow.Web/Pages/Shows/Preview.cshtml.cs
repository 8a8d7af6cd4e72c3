using System.Security.Cryptography;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pictures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>Serves the picture of the link preview of a published show without a picture: its generated poster.</summary>
/// <remarks>Its address has no version, because the drawing can change with the program only; so it is cached for a day.</remarks>
public sealed class PreviewModel(BookingDbContext db, DrawnPreviews previews) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        // The stored slug: the database may ignore case, and another one would be another drawing.
        var stored = await db.Shows.Where(s => s.Slug == slug && s.IsPublished).Select(s => s.Slug).SingleOrDefaultAsync(cancellationToken);
        if (stored is null)
        {
            return NotFound();
        }

        var preview = await previews.GetAsync(stored);
        Response.Headers.CacheControl = "public, max-age=86400";
        return new FileContentResult(preview, "image/jpeg")
        {
            EntityTag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(preview).AsSpan(0, 8))}\""),
        };
    }
}
