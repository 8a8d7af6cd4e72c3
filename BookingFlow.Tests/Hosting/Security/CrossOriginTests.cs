namespace BookingFlow.Tests.Hosting.Security;

/// <summary>What other websites may read, show and frame: a short list of routes, and no other route of the running program.</summary>
public sealed class CrossOriginTests
{
    private static readonly string[] Read = ["/api/v1/openapi.json", "/api/v1/performances", "/embed.js", "/oembed", "/programme.atom"];
    private static readonly string[] Shown = ["/embed", "/posters/{id:int}/{file?}", "/shows/{slug}/preview.jpg"];

    [Fact]
    public async Task Only_the_routes_of_the_programme_are_open_to_other_websites()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (routes, values) = (RolesTests.Routes(app), await RolesTests.StoreRouteValuesAsync(app));
        using var administrator = await app.StaffAsync(Web.Staff.StaffRoles.Administrator);
        await SaveFrameOriginAsync(administrator);
        Assert.Empty(Read.Concat(Shown).Except(routes, StringComparer.Ordinal));
        foreach (var route in routes)
        {
            var path = RolesTests.FillRoute(route, values);
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "https://www.theatre.example" } } };
            var answer = await administrator.SendAsync(request);
            var (isRead, isShown) = (Read.Contains(route), Shown.Contains(route));
            Assert.Equal((path, isRead ? "*" : ""), (path, answer.Header("Access-Control-Allow-Origin")));
            Assert.Equal((path, ""), (path, answer.Header("Access-Control-Allow-Credentials")));
            Assert.Equal((path, isRead || isShown ? "cross-origin" : "same-origin"), (path, answer.Header("Cross-Origin-Resource-Policy")));
            Assert.Equal(
                (path, route == "/embed" ? "https://www.theatre.example" : "'none'"),
                (path, answer.Header("Content-Security-Policy").Split("frame-ancestors ")[1].Split(';')[0]));
            Assert.Equal((path, route == "/embed" ? "" : "DENY"), (path, answer.Header("X-Frame-Options")));
            if (isRead)
            {
                Assert.Equal((path, "no-cache", ""), (path, answer.Header("Cache-Control"), answer.Header("Set-Cookie")));
            }
        }
    }

    [Fact]
    public async Task A_browser_that_asks_first_may_read_and_do_nothing_else()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var website = app.Visitor();
        foreach (var path in Read.Append("/").Append("/staff"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, path)
            {
                Headers = { { "Origin", "https://www.theatre.example" }, { "Access-Control-Request-Method", "POST" } },
            };
            var answer = await website.SendAsync(request);
            var isRead = Read.Contains(path);
            Assert.Equal(
                (path, isRead ? "*" : "", isRead ? "GET, HEAD" : ""),
                (path, answer.Header("Access-Control-Allow-Origin"), answer.Header("Access-Control-Allow-Methods")));
        }
    }

    private static async Task SaveFrameOriginAsync(NoScriptBrowser administrator)
    {
        var form = await administrator.OpenAsync("/staff/venue");
        Assert.Equal(303, (await administrator.SubmitAsync(form, "main form", ("FrameOrigins", "https://www.theatre.example"))).Status);
    }
}
