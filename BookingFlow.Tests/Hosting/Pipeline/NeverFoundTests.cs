using BookingFlow.Tests.Hosting.Security;
using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Hosting.Pipeline;

/// <summary>What search engines may find is a short list; whatever else the program ever answers is not for them.</summary>
public sealed class NeverFoundTests
{
    private static readonly string[] MayBeFound =
        ["/", "/Index", "/shows/{slug}", "/posters/{id:int}", "/privacy", "/imprint", "/calendar.ics", "/sitemap.xml", "/robots.txt"];

    [Fact]
    public async Task Whatever_holds_a_token_or_a_form_or_is_for_staff_says_so_itself_and_is_closed_in_robots_txt()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (routes, blanks) = (RolesTests.Routes(app), await RolesTests.BlanksAsync(app));
        using var anonymous = app.Visitor();
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);
        var closed = (await anonymous.OpenAsync("/robots.txt")).Body.Split('\n')
            .Where(line => line.StartsWith("Disallow: ", StringComparison.Ordinal))
            .Select(line => line["Disallow: ".Length..])
            .ToList();
        Assert.Empty(MayBeFound.Except(routes, StringComparer.Ordinal));
        foreach (var route in routes)
        {
            var path = RolesTests.Filled(route, blanks);
            var mayBeFound = MayBeFound.Contains(route, StringComparer.Ordinal);
            Assert.Equal((path, !mayBeFound), (path, closed.Exists(begin => path.StartsWith(begin, StringComparison.Ordinal))));
            foreach (var browser in new[] { anonymous, administrator })
            {
                var page = await browser.OpenAsync(path);
                // The list's other name is answered like the list, which says where it is.
                var isFound = mayBeFound && route != "/Index";
                Assert.Equal((path, isFound ? "" : "noindex"), (path, page.Header("X-Robots-Tag")));
                if (page.Header("Content-Type").StartsWith("text/html", StringComparison.Ordinal) && !path.StartsWith(
                    "/staff/jobs", StringComparison.Ordinal))
                {
                    Assert.Equal((path, !mayBeFound), (path, page.Document.QuerySelector("meta[name=robots][content=noindex]") is not null));
                    Assert.Equal((path, mayBeFound), (path, page.Document.QuerySelector("link[rel=canonical]") is not null));
                    Assert.Equal(
                        (path, route is "/" or "/Index" or "/shows/{slug}"),
                        (path, page.Document.QuerySelector("meta[property^='og:'], meta[name^='twitter:'], meta[name=description]") is not null));
                }
            }
        }
    }
}
