using System.Xml.Linq;
using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Discovery;

/// <summary>The XML sitemap (sitemaps.org): the home page and every published show with an upcoming public performance.</summary>
public sealed class SitemapModel(BookingDbContext db, PublicLinks links, TimeProvider clock) : PageModel
{
    private static readonly XNamespace Format = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public async Task<ContentResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var slugs = await db.Shows
            .Where(s => s.IsPublished && db.Performances.Any(p => p.ShowId == s.Id && p.IsPublic && p.CancelledAt == null && p.StartsAt > now))
            .OrderBy(s => s.Slug)
            .Select(s => s.Slug)
            .ToListAsync(cancellationToken);
        var addresses = slugs.Select(links.Show).Prepend(links.Home);
        var map = new XElement(Format + "urlset", addresses.Select(address => new XElement(Format + "url", new XElement(Format + "loc", address))));
        return Content($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{map}\n", "application/xml; charset=utf-8");
    }
}
