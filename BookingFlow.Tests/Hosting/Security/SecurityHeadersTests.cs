using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Hosting.Security;

public sealed class SecurityHeadersTests(SecurityHeadersTests.OpenedPages pages) : IClassFixture<SecurityHeadersTests.OpenedPages>
{
    [Fact]
    public void No_page_lets_a_script_run_or_another_site_frame_it() => Assert.All(pages.All, page =>
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
    public void No_page_tells_the_next_site_where_its_reader_comes_from() =>
        Assert.All(pages.All, page => Assert.Equal("no-referrer", page.Header("Referrer-Policy")));

    [Fact]
    public void No_page_says_which_program_answers() => Assert.All(pages.All, page =>
    {
        Assert.Equal("", page.Header("Server"));
        Assert.Equal("", page.Header("X-Powered-By"));
    });

    [Fact]
    public void No_page_holds_a_script_that_runs_or_an_inline_handler_or_style() => Assert.All(
        pages.All.Where(p => p.Body.Length > 0 && !p.Path.EndsWith(".ics", StringComparison.Ordinal)), page =>
    {
        Assert.Empty(page.Document.QuerySelectorAll("style, [style]"));
        // A block of data is nothing that runs: its type is no script's, and it loads nothing.
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

    [Fact]
    public void Nobody_keeps_a_page_that_is_about_somebody_or_holds_a_form() => Assert.All(pages.Private, page =>
    {
        Assert.Equal("no-store", page.Header("Cache-Control"));
        Assert.Equal("noindex", page.Header("X-Robots-Tag"));
    });

    [Fact]
    public void The_public_lists_are_asked_for_again_each_time_and_may_be_found() => Assert.All(pages.Public, page =>
    {
        Assert.Equal("no-cache", page.Header("Cache-Control"));
        Assert.Equal("", page.Header("X-Robots-Tag"));
    });

    [Fact]
    public async Task The_job_servers_dashboard_may_run_the_scripts_that_it_brings()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);

        var page = await administrator.OpenAsync("/staff/jobs");

        Assert.Equal(200, page.Status);
        Assert.Contains("script-src 'self' 'unsafe-inline'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_at_what_is_on_or_at_a_ticket_sets_no_cookie() =>
        Assert.All([.. pages.Public, pages.Ticket], page => Assert.Equal("", page.Header("Set-Cookie")));

    [Fact]
    public void The_cookie_of_the_forms_can_be_sent_from_the_tab_that_webmail_opens_and_no_script_reads_it()
    {
        var cookie = pages.Form.Header("Set-Cookie");
        Assert.StartsWith("bookingflow.form=", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Every page that the flow meets, opened once.</summary>
    public sealed class OpenedPages : IAsyncLifetime
    {
        public IReadOnlyList<Place> Public { get; private set; } = [];

        public IReadOnlyList<Place> Private { get; private set; } = [];

        public IEnumerable<Place> All => [.. Public, .. Private];

        public Place Ticket { get; private set; } = null!;

        public Place Form { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await using var app = await BookingFlowApp.StartAsync();
            var performance = await app.AddAsync(app.APerformanceTonight());
            var (reserve, wrong) = ($"/performances/{performance.Id}/reserve", Token.New().Text);
            var link = await app.PendingLinkAsync(new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
            var ticket = await app.StoredTicketAsync(new AReservation().For(performance).AskedAt(app.Now).Confirmed(app.Now).Build());
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
                    Story.CheckInPath(ticket), $"/check-in/{wrong}", "/performances/999/reserve", "/staff/login", "/staff", "/staff/check-in",
                        "/nothing/here"),
                await visitor.SubmitAsync(Form, "main form"),
                await visitor.PostAsync(reserve),
                .. await OpenAsync(steward, Story.CheckInPath(ticket), $"/check-in/{wrong}", "/staff", "/staff/check-in", "/staff/logout"),
                await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", "nonsense")),
            ];
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static async Task<IReadOnlyList<Place>> OpenAsync(NoScriptBrowser browser, params string[] paths)
        {
            var opened = new List<Place>();
            foreach (var path in paths)
            {
                opened.Add(await browser.OpenAsync(path));
            }

            return opened;
        }
    }
}
