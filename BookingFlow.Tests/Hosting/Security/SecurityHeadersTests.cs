using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Hosting.Security;

public sealed class SecurityHeadersTests(SecurityHeadersTests.OpenedPages pages) : IClassFixture<SecurityHeadersTests.OpenedPages>
{
    [Fact]
    public void Every_page_forbids_scripts_and_framing() => Assert.All(pages.All, page =>
    {
        var policy = page.Header("Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries);
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'none'", policy);
        Assert.Contains("form-action 'self'", policy);
        Assert.Contains("base-uri 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal("DENY", page.Header("X-Frame-Options"));
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
    });

    [Fact]
    public void Every_page_sends_no_referrer() =>
        Assert.All(pages.All, page => Assert.Equal("no-referrer", page.Header("Referrer-Policy")));

    [Fact]
    public void No_page_identifies_the_server_software() => Assert.All(pages.All, page =>
    {
        Assert.Equal("", page.Header("Server"));
        Assert.Equal("", page.Header("X-Powered-By"));
    });

    [Fact]
    public void No_page_contains_executable_scripts_inline_handlers_or_inline_styles() => Assert.All(
        pages.All.Where(p => p.Body.Length > 0 && !p.Path.EndsWith(".ics", StringComparison.Ordinal)), page =>
    {
        Assert.Empty(page.Document.QuerySelectorAll("style, [style]"));
        // Structured data is allowed: its type is not executable, and it loads no file.
        Assert.All(
            page.Document.QuerySelectorAll("script"),
            block => Assert.Equal(("application/ld+json", null), (block.GetAttribute("type"), block.GetAttribute("src"))));
        Assert.DoesNotContain(page.Document.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(page.Document.QuerySelectorAll("[href], [src], [action]"), e =>
            (
                e.GetAttribute("href")
                    ?? e.GetAttribute("src")
                    ?? e.GetAttribute("action"))!.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
    });

    /// <summary>Over all routes: the scripts of the camera station, and the dashboard of the job server, which is not ours.</summary>
    [Fact]
    public async Task No_route_but_the_camera_station_and_the_dashboard_has_or_allows_scripts()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var values = await RolesTests.StoreRouteValuesAsync(app);
        using var visitor = app.Visitor();
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);
        var (withScripts, allowing, opened) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal), 0);
        foreach (var route in RolesTests.Routes(app).Where(route => !route.StartsWith("/staff/jobs", StringComparison.Ordinal)))
        {
            foreach (var browser in new[] { visitor, administrator })
            {
                var page = await browser.OpenAsync(RolesTests.FillRoute(route, values));
                if (!page.Header("Content-Type").StartsWith("text/html", StringComparison.Ordinal))
                {
                    continue;
                }

                opened++;
                if (!page.Header("Content-Security-Policy").Contains("script-src 'none'", StringComparison.Ordinal))
                {
                    allowing.Add(route);
                }

                if (page.Document.QuerySelectorAll("script:not([type='application/ld+json'])").Length > 0)
                {
                    withScripts.Add(route);
                }
            }
        }

        Assert.True(opened > 50, $"Only {opened} pages were opened.");
        Assert.Equal(["/staff/check-in/camera"], withScripts);
        Assert.Equal(["/staff/check-in/camera"], allowing);
    }

    [Fact]
    public void Private_pages_and_forms_are_no_store_and_noindex() => Assert.All(pages.Private, page =>
    {
        Assert.Equal("no-store", page.Header("Cache-Control"));
        Assert.Equal("noindex", page.Header("X-Robots-Tag"));
    });

    [Fact]
    public void Public_pages_are_no_cache_and_indexable() => Assert.All(pages.Public, page =>
    {
        Assert.Equal("no-cache", page.Header("Cache-Control"));
        Assert.Equal("", page.Header("X-Robots-Tag"));
    });

    [Fact]
    public async Task Hangfire_dashboard_may_run_its_own_scripts()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);

        var page = await administrator.OpenAsync("/staff/jobs");

        Assert.Equal(200, page.Status);
        Assert.Contains("script-src 'self' 'unsafe-inline'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public void Public_pages_and_tickets_set_no_cookie() =>
        Assert.All([.. pages.Public, pages.Ticket], page => Assert.Equal("", page.Header("Set-Cookie")));

    [Fact]
    public void Antiforgery_cookie_is_SameSite_Lax_and_HttpOnly()
    {
        var cookie = pages.Form.Header("Set-Cookie");
        Assert.StartsWith("bookingflow.form=", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Every page of the reservation flow, opened once.</summary>
    public sealed class OpenedPages : IAsyncLifetime
    {
        public IReadOnlyList<BrowserResponse> Public { get; private set; } = [];

        public IReadOnlyList<BrowserResponse> Private { get; private set; } = [];

        public IEnumerable<BrowserResponse> All => [.. Public, .. Private];

        public BrowserResponse Ticket { get; private set; } = null!;

        public BrowserResponse Form { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await using var app = await BookingFlowApp.StartAsync();
            var performance = await app.AddAsync(app.APerformanceTonight());
            var (reserve, wrong) = ($"/performances/{performance.Id}/reserve", Token.New().Text);
            var link = await app.AddConfirmationLinkAsync(
                new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
            var ticket = await app.AddTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build());
            using var visitor = app.Visitor();
            using var steward = await app.StaffAsync(StaffRoles.Administrator);

            Public = await OpenAsync(visitor, "/", $"/shows/{performance.Show.Slug}", "/shows/no-such-show", "/imprint", "/privacy");
            Form = await visitor.OpenAsync(reserve);
            Ticket = await visitor.OpenAsync(ticket);
            Private =
            [
                Form, Ticket,
                .. await OpenAsync(visitor,
                    $"{ticket}/calendar.ics", link, "/reservations/pending", $"/reservations/confirm/{wrong}", $"/tickets/{wrong}",
                    $"/tickets/{wrong}/calendar.ics",
                    VisitorSteps.CheckInPath(ticket), $"/check-in/{wrong}", "/performances/999/reserve", "/staff/login", "/staff", "/staff/check-in",
                        "/nothing/here"),
                await visitor.SubmitAsync(Form, "main form"),
                await visitor.PostAsync(reserve),
                .. await OpenAsync(steward, VisitorSteps.CheckInPath(ticket), $"/check-in/{wrong}", "/staff", "/staff/check-in", "/staff/logout"),
                await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", "nonsense")),
            ];
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static async Task<IReadOnlyList<BrowserResponse>> OpenAsync(NoScriptBrowser browser, params string[] paths)
        {
            var opened = new List<BrowserResponse>();
            foreach (var path in paths)
            {
                opened.Add(await browser.OpenAsync(path));
            }

            return opened;
        }
    }
}
