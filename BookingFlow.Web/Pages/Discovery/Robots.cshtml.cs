using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BookingFlow.Web.Pages.Discovery;

/// <summary>robots.txt: disallows pages with a token or a form and all staff pages.</summary>
/// <remarks>Those pages also send noindex (Hosting/Security/SecurityHeaders), for crawlers that ignore this file.</remarks>
public sealed class RobotsModel(PublicLinks links, EndpointDataSource endpoints) : PageModel
{
    public ContentResult OnGet() => Content(
        $"User-agent: *\n{string.Concat(DisallowedPaths().Select(path => $"Disallow: {path}\n"))}\nSitemap: {links.Sitemap}\n",
        "text/plain; charset=utf-8");

    /// <summary>First path segments of all pages that are not open to robots; with a trailing slash when the segment alone is no page.</summary>
    private IEnumerable<string> DisallowedPaths() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageDeclaration>() is not { IsOpenToRobots: true })
        .GroupBy(endpoint => endpoint.RoutePattern.RawText!.Trim('/').Split('/')[0], StringComparer.Ordinal)
        .Select(group => group.Any(endpoint => endpoint.RoutePattern.PathSegments.Count == 1) ? $"/{group.Key}" : $"/{group.Key}/")
        .Order(StringComparer.Ordinal);
}
