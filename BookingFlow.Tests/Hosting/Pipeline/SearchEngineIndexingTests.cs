using System.Text.RegularExpressions;
using BookingFlow.Tests.Hosting.Security;
using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Hosting.Pipeline;

/// <summary>Tests that only a short list of routes is open to search engines.</summary>
public sealed class SearchEngineIndexingTests
{
    private static readonly string[] IndexableRoutes =
    [
        "/", "/Index", "/shows/{slug}", "/shows/{slug}/preview.jpg", "/posters/{id:int}/{file?}", "/privacy", "/imprint", "/calendar.ics", "/sitemap.xml",
        "/robots.txt", "/branding/logo/{id:int}", "/branding/{colour:length(6)}.css", "/api", "/api/v1/openapi.json", "/api/v1/performances", "/embed",
        "/embed.js", "/oembed", "/programme.atom",
    ];

    [Fact]
    public async Task Every_route_outside_the_public_list_is_noindex_and_disallowed_in_robots_txt()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (routes, values) = (RolesTests.Routes(app), await RolesTests.StoreRouteValuesAsync(app));
        using var anonymous = app.Visitor();
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);
        var disallowed = (await anonymous.OpenAsync("/robots.txt")).Body.Split('\n')
            .Where(line => line.StartsWith("Disallow: ", StringComparison.Ordinal))
            .Select(line => line["Disallow: ".Length..])
            .ToList();
        Assert.Empty(IndexableRoutes.Except(routes, StringComparer.Ordinal));
        foreach (var route in routes)
        {
            var path = RolesTests.FillRoute(route, values);
            var isIndexable = IndexableRoutes.Contains(route, StringComparer.Ordinal);
            Assert.Equal((path, !isIndexable), (path, disallowed.Exists(pattern => IsMatch(pattern, path))));
            foreach (var browser in new[] { anonymous, administrator })
            {
                var page = await browser.OpenAsync(path);
                // /Index is a second address of the list: its header says noindex, and its canonical link names the list's own address.
                var isIndexed = isIndexable && route != "/Index";
                Assert.Equal((path, isIndexed ? "" : "noindex"), (path, page.Header("X-Robots-Tag")));
                if (page.Header("Content-Type").StartsWith("text/html", StringComparison.Ordinal) && !path.StartsWith(
                    "/staff/jobs", StringComparison.Ordinal))
                {
                    Assert.Equal((path, !isIndexable), (path, page.Document.QuerySelector("meta[name=robots][content=noindex]") is not null));
                    Assert.Equal((path, isIndexable), (path, page.Document.QuerySelector("link[rel=canonical]") is not null));
                    Assert.Equal(
                        (path, route is "/" or "/Index" or "/shows/{slug}"),
                        (path, page.Document.QuerySelector("meta[property^='og:'], meta[name^='twitter:'], meta[name=description]") is not null));
                }
            }
        }
    }

    /// <summary>Whether a path begins with a pattern of robots.txt, in which an asterisk stands for any characters (RFC 9309).</summary>
    private static bool IsMatch(string pattern, string path) =>
        Regex.IsMatch(path, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal), RegexOptions.None, TimeSpan.FromSeconds(1));
}
