using System.Globalization;
using BookingFlow.Web.Staff;
using CsCheck;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>
/// Addresses, methods, headers and bodies that no browser sends, over a plain socket. Generated values in well-formed requests are in
/// <see cref="GeneratedInputTests"/>.
/// </summary>
public sealed class HostileInputTests
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"];

    private static readonly string[] HostileRouteValues =
    [
        "0", "-1", "1", "2147483647", "2147483648", "99999999999999999999", "1e3", "1.0", "+1", "%31", "%00", "a%00b", "%2e%2e",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5c",
        "%2f", "%252f", "%ff%fe", "%ed%a0%80", "%f0%9f%8e%ad", "%e2%80%ae", "%", "%zz", "'%20OR%201=1--", "%3Cscript%3E", "{0}", "a;b=c", "con", "~",
        "*", ":", "%20", "%0d%0aSet-Cookie:a=b", "'",
        new('a', 43), new('A', 42), new('-', 43), new('_', 44), new('a', 4000), "=" + new string('a', 42), "%C3%A9" + new string('a', 41),
    ];

    private static readonly string[] HostileTargets =
    [
        "*", "//", "//evil.example/", "/%2e%2e/%2e%2e/etc/passwd", "/../../etc/passwd", "/.git/config", "/%00", "/\\..\\..", "/?%00",
        "/?handler=Ticket", "/?handler=x", "/?&&&===",
        "http://evil.example/", "/shows", "/shows/", "/tickets", "/tickets/", "/reservations", "/site.css/../../appsettings.json", "/site.css?v=%00",
        "/staff/jobs", "/staff/jobs/%00",
        "/health/live/x", "/health/ready", "/dev/mail/..%2f..%2fx", "/dev/mail/%00", "/staff/login?returnUrl=%00",
        "/staff/login?returnUrl=%ff&returnUrl=b", "/a%", "/" + new string('/', 500),
        "/?" + string.Join('&', Enumerable.Range(0, 900).Select(i => $"a{i}=1")), "/" + new string('x', 6000), "/?" + new string('x', 7000),
    ];

    [Fact]
    public async Task Hostile_address_with_any_method_never_returns_500()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.AddAsync(app.APerformanceTonight());
        using var steward = await app.StaffAsync(StaffRoles.Administrator);
        string[] cookies = ["", $"Cookie: {steward.Cookies.GetCookieHeader(new Uri(app.Address))}\r\n"];
        var pages = app.Pages().Select(page => page.Path(_ => "1")).Distinct(StringComparer.Ordinal).ToList();
        // Each page gets every fourth value, and every value is sent to a quarter of the pages.
        var values = app.Pages().Where(page => page.AttributeRouteInfo!.Template!.Contains('{', StringComparison.Ordinal))
            .SelectMany((page, i) => HostileRouteValues.Where((_, value) => value % 4 == i % 4).Select(value => page.Path(_ => value))).ToList();

        await AllBelow500Async(
            app,
            [
                .. from cookie in cookies
                   from target in HostileTargets
                   from method in target.Contains('%', StringComparison.Ordinal) || target.Length > 500 ? Methods[..3] : Methods
                   select Attempt.Of(app, method, target, cookie),
                // Staff, because a stranger is sent to the sign-in before the method counts.
                .. from target in pages.Append("/shows/").Append("/staff/")
                   from method in Methods
                   select Attempt.Of(app, method, target, cookies[1]),
                .. from target in pages
                   from tail in new[] { "?handler=x", "?handler=%00", "?culture=%00&ui-culture=xx-XX", "/" }
                   select Attempt.Of(app, "POST", target + tail, cookies[1]),
                .. from target in values
                   from sent in new[] { (Method: "GET", Cookie: cookies[1]), (Method: "POST", Cookie: cookies[0]) }
                   select Attempt.Of(app, sent.Method, target, sent.Cookie),
            ]);
    }

    [Fact]
    public async Task Hostile_header_never_returns_500()
    {
        await using var app = await BookingFlowApp.StartAsync();
        string[] headers =
        [
            "Accept-Language: ;;;,,,q=9\r\n", "Accept-Language: xx-invalid-zz;q=-1\r\n", "Accept-Language: " + new string('a', 5000) + "\r\n",
            "Cookie: bookingflow.form=%00; bookingflow.staff=x; bookingflow.pending=y; bookingflow.door=99999999999\r\n",
            "Cookie: ;;;==;\r\n", "Cookie: bookingflow.staff=" + new string('A', 6000) + "\r\n", "Cookie: .AspNetCore.Culture=c=%00|uic=zz\r\n",
            "If-None-Match: \"x\r\n", "If-Modified-Since: yesterday\r\n", "Range: bytes=9999999999-1\r\n",
            "Content-Type: ;;;\r\n", "Accept: */*;q=zz\r\n", "Accept-Encoding: \u0001\r\n", "X-Forwarded-For: not an address\r\n",
            "X-Forwarded-Host: evil\r\n", "X-Forwarded-Proto: gopher\r\n", "X-HTTP-Method-Override: DELETE\r\n",
            "traceparent: 00-zz-zz-zz\r\n", "baggage: a=" + new string('b', 5000) + "\r\n", "Expect: 100-continue\r\n", "Expect: something\r\n",
            "Upgrade: websocket\r\nConnection: Upgrade\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "Content-Length: -5\r\n",
            "Host: evil.example\r\n",
        ];
        await AllBelow500Async(
            app,
            from header in headers
            from path in new[] { "/", "/site.css", "/shows/none", "/performances/1/reserve", "/reservations/pending", "/staff/check-in",
                "/check-in/x" }
            from method in new[] { "GET", "POST" }
            select new Attempt(
                $"{method} {path} with {header[..Math.Min(header.Length, 60)]}", () => RawRequest.SendAsync(app, method, path, header)));
    }

    [Fact]
    public async Task Hostile_body_never_returns_500()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        const string Form = "application/x-www-form-urlencoded";
        (string Type, string Body)[] bodies =
        [
            (Form, "%"), (Form, "%00=%00"), (Form, "&&&&"), (Form, "====="), (Form, "Name=%ff%fe&Email=%ed%a0%80"), (
                Form, "Name=a&Name=b&PartySize=1&PartySize=2&_form=x&_form=y"), (Form, "Name[]=a&Name[0]=b&Name[x].y=c&Name.Name=d"),
            (
                Form,
                string.Join(
                    '&',
                    Enumerable.Range(0, 5000).Select(i => $"k{i}=1"))), (Form, new string('k', 5000) + "=1"),
                        (Form, "Notes=" + new string('n', 100_000)), (Form, "_form=" + new string('x', 30_000)),
            (Form + "; charset=nonsense", "Name=a"), (
                Form + "; charset=utf-7",
                "Name=+AGEAYg-"), (Form + "; charset=utf-16", "\0N\0a"), ("application/json", "{\"Name\":\"a\"}"), ("application/json", "{"),
                ("text/plain", "hello"), ("", "Name=a"), ("x", "y"),
            ("multipart/form-data", "no boundary"), ("multipart/form-data; boundary=x", "--x\r\nbroken"), (
                "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"Name\"\r\n\r\nunfinished"),
            (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"Name\"; filename=\"../../a\"\r\n\r\nfile\r\n--x--\r\n"),
                ("multipart/form-data; boundary=" + new string('b', 300), "x"), ("multipart/form-data; boundary=\"\"", "x"),
            (
                "multipart/form-data; boundary=x",
                "--x\r\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"H{i}: 1\r\n")) + "\r\n1\r\n--x--\r\n"),
        ];
        var paths = PostPages(app)
            .Select(p => p.Path(name => name == "id" ? performance.Id.ToString(CultureInfo.InvariantCulture) : Token.New().Text))
            .ToList();
        await AllBelow500Async(
            app,
            from path in paths
            from sent in bodies
            select new Attempt(
                $"POST {path} with {sent.Type} {sent.Body[..Math.Min(sent.Body.Length, 60)]}",
                () => RawRequest.SendAsync(app, "POST", path, sent.Type.Length > 0 ? $"Content-Type: {sent.Type}\r\n" : "", sent.Body)));
    }

    [Fact]
    public async Task Random_values_in_the_reservation_form_return_303_400_409_or_413()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(100_000));
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        await HostileText.Any.Array[5].SampleAsync(
            async typed =>
            {
                var sent = await visitor.SubmitAsync(form, "main form",
                    ("Name", typed[0]), ("Email", typed[1]), ("Phone", typed[2]), ("Notes", typed[3]), ("PartySize", typed[4]));
                return sent.Status is 303 or 400 or 409 or 413;
            },
            iter: 25);
    }

    [Fact]
    public async Task Every_POST_without_an_antiforgery_token_is_refused_and_changes_nothing()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var pending = new Builders.AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build();
        var link = await app.AddConfirmationLinkAsync(pending);
        using var visitor = app.Visitor();
        using var steward = await app.StaffAsync(StaffRoles.Administrator);
        var newPassword = await app.AddPasswordLinkAsync((await app.AddStaffAsync(StaffRoles.Door)).Id);
        var pairing = await app.AddPairingLinkAsync(performance);
        var before = await app.DumpTablesAsync();
        var pages = PostPages(app);
        Assert.Contains(pages, p => p.ViewEnginePath == "/Performances/Reserve");
        foreach (var page in pages)
        {
            var path = page.Path(name => name switch
            {
                "id" => performance.Id.ToString(CultureInfo.InvariantCulture),
                "token" when page.ViewEnginePath == "/Staff/SetPassword" => newPassword.Split('/')[^1],
                "token" when page.ViewEnginePath == "/Staff/Pair/Index" => pairing.Split('/')[^1],
                "token" => link.Split('/')[^1],
                _ => Token.New().Text,
            });
            // Setup returns 410 before it checks the form, because an Administrator exists.
            var refused = page.ViewEnginePath == "/Staff/Setup" ? 410 : 400;
            foreach (var handler in Handlers(app, page))
            {
                var response = await steward.PostAsync(
                    $"{path}{handler}", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "1"), ("Code", "K7QF-2M"));
                Assert.True(response.Status == refused, $"{path}{handler} took a form without an antiforgery token: {response.Status}");
            }
        }

        Assert.Equal(before, await app.DumpTablesAsync());
    }

    private static List<PageActionDescriptor> PostPages(BookingFlowApp app) => [.. app.Pages().Where(p => Handlers(app, p).Count > 0)];

    private static List<string> Handlers(BookingFlowApp app, PageActionDescriptor page) =>
    [
        .. app.Services.GetRequiredService<PageLoader>()
        .LoadAsync(page, Microsoft.AspNetCore.Http.EndpointMetadataCollection.Empty)
        .GetAwaiter()
        .GetResult()
            .HandlerMethods.Where(h => h.HttpMethod == "Post").Select(h => h.Name is null ? "" : $"?handler={h.Name}"),
    ];

    private static async Task AllBelow500Async(BookingFlowApp app, IEnumerable<Attempt> requests)
    {
        var failures = new List<string>();
        foreach (var (description, send) in requests)
        {
            var status = await send();
            if (status >= 500)
            {
                failures.Add($"{status}: {description}");
            }
        }

        var exceptions = app.Logs.GetSnapshot()
            .Where(record => record.Message.StartsWith("Unexpected failure", StringComparison.Ordinal))
            .Select(record => record.Exception?.ToString().Split("\n   at Microsoft.AspNetCore.Mvc")[0])
            .Distinct();
        Assert.True(
            failures.Count == 0,
            $"{failures.Count} requests made the program fail:\n{string.Join('\n', failures.Take(40))}\n{string.Join('\n', exceptions)}");
    }

    private sealed record Attempt(string Description, Func<Task<int>> Send)
    {
        /// <param name="cookie">A header with the cookies of staff; empty: a stranger.</param>
        public static Attempt Of(BookingFlowApp app, string method, string target, string cookie) => new(
            $"{method} {target[..Math.Min(target.Length, 120)]}{(cookie.Length > 0 ? " as staff" : "")}",
            () => RawRequest.SendAsync(app, method, target, cookie));
    }
}
