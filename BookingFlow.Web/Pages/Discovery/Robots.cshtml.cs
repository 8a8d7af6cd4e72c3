using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BookingFlow.Web.Pages.Discovery;

/// <summary>
/// What search engines are asked to leave alone: whatever holds a token or a form, and whatever is for staff. Those who
/// come all the same are told by every such page itself (Hosting/SecurityHeaders).
/// </summary>
public sealed class RobotsModel(PublicLinks links, EndpointDataSource endpoints) : PageModel
{
    public ContentResult OnGet() => Content(
        $"User-agent: *\n{string.Concat(Closed().Select(path => $"Disallow: {path}\n"))}\nSitemap: {links.Sitemap}\n", "text/plain; charset=utf-8");

    /// <summary>The first part of each address that is not open to robots; with a slash behind it where that part alone is no address.</summary>
    private IEnumerable<string> Closed() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageDeclaration>() is not { IsOpenToRobots: true })
        .GroupBy(endpoint => endpoint.RoutePattern.RawText!.Trim('/').Split('/')[0], StringComparer.Ordinal)
        .Select(place => place.Any(endpoint => endpoint.RoutePattern.PathSegments.Count == 1) ? $"/{place.Key}" : $"/{place.Key}/")
        .Order(StringComparer.Ordinal);
}
