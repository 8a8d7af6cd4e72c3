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

    /// <summary>
    /// First path segments of all pages that are not open to robots, with a trailing slash when the segment alone is no page; the whole path where
    /// pages with the same first segment are open, with an asterisk for each parameter (RFC 9309).
    /// </summary>
    private IEnumerable<string> DisallowedPaths()
    {
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>().ToLookup(
            endpoint => endpoint.Metadata.GetMetadata<PageDeclaration>() is { IsOpenToRobots: true },
            endpoint => string.Join('/', endpoint.RoutePattern.RawText!.Trim('/').Split('/').Select(WithoutParameter)));
        var open = routes[true].Select(FirstSegment).ToHashSet(StringComparer.Ordinal);
        return routes[false]
            .GroupBy(route => open.Contains(FirstSegment(route)) ? route : FirstSegment(route), StringComparer.Ordinal)
            .Select(group => group.Contains(group.Key, StringComparer.Ordinal) ? $"/{group.Key}" : $"/{group.Key}/")
            .Order(StringComparer.Ordinal);
    }

    private static string WithoutParameter(string segment) => segment.StartsWith('{') && segment.EndsWith('}') ? "*" : segment;

    private static string FirstSegment(string route) => route.Split('/')[0];
}
