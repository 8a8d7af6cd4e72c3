using System.Diagnostics;
using System.Text;
using AngleSharp.Html.Parser;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>
/// Sends hostile requests as a stranger or as an administrator, with valid antiforgery tokens, because an attacker can fetch a form. Every answer is
/// checked: no status of 500 or more but Busy, nothing of <see cref="HostileText.Marker"/> as an element, attribute or header, no address elsewhere.
/// </summary>
/// <remarks>
/// Cookies are those of the start: an answer that ends the session changes nothing. After a form that was accepted, the database is set back.
/// </remarks>
internal sealed class Attacker : IDisposable
{
    private readonly BookingFlowApp _app;
    private readonly HttpClient _http;
    private readonly string _cookies;
    private readonly Func<Task> _restore;

    private Attacker(BookingFlowApp app, string cookies, string antiforgery, Func<Task> restore)
    {
        (_app, _cookies, Antiforgery, _restore) = (app, cookies, antiforgery, restore);
        // A request that takes this long has been stopped by an endless loop.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = new Uri(app.Address),
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    /// <summary>The value of the field <c>_form</c> for every form of this person.</summary>
    public string Antiforgery { get; }

    /// <summary>The longest time between a request and its answer, and what it was. Reported, not asserted: no test is timed.</summary>
    public (TimeSpan Time, string Request) Slowest { get; private set; }

    /// <summary>Number of requests so far.</summary>
    public int Requests { get; private set; }

    /// <param name="browser">With the cookies of the person.</param>
    /// <param name="form">Path of a page with a form.</param>
    /// <param name="cookies">Path whose cookies are sent with every request.</param>
    /// <param name="restore">Sets the database back.</param>
    public static async Task<Attacker> CreateAsync(BookingFlowApp app, NoScriptBrowser browser, string form, string cookies, Func<Task> restore)
    {
        var antiforgery = (await browser.OpenAsync(form)).Find("input[name='_form']").GetAttribute("value")!;
        return new Attacker(app, browser.Cookies.GetCookieHeader(new Uri(app.Address + cookies)), antiforgery, restore);
    }

    public async Task<BrowserResponse> OpenAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, $"GET {path} {string.Join(", ", headers)}", headers);
    }

    /// <summary>Sends a form, and sets the database back if it was accepted.</summary>
    public async Task PostAsync(string path, IEnumerable<(string Name, string Value)> fields, IReadOnlyList<HostileUpload> uploads)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Content([.. fields, ("_form", Antiforgery)], uploads) };
        var answer = await SendAsync(
            request, $"POST {path} {string.Join(", ", fields.Select(f => $"{f.Name}={Shorten(f.Value)}"))} {string.Join(", ", uploads)}", []);
        if (answer.Status is >= 200 and < 400)
        {
            await _restore();
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<BrowserResponse> SendAsync(HttpRequestMessage request, string description, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (!request.Headers.Contains("Cookie"))
        {
            request.Headers.Add("Cookie", _cookies);
        }

        var started = Stopwatch.GetTimestamp();
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var elapsed = Stopwatch.GetElapsedTime(started);
        Requests++;
        if (elapsed > Slowest.Time)
        {
            Slowest = (elapsed, Shorten(description));
        }

        var answer = new BrowserResponse(request.RequestUri!.OriginalString, (int)response.StatusCode, response, body);
        Check(answer, description);
        return answer;
    }

    private void Check(BrowserResponse answer, string request)
    {
        // 503 is Busy, which says when to try again.
        Assert.True(
            answer.Status < 500 || (answer.Status == 503 && answer.Header("Retry-After").Length > 0),
            $"{answer.Status}: {request}\n{LastFailure()}");
        Assert.True(answer.Header(HostileText.Marker).Length == 0, $"A header was injected: {request}");
        Assert.True(IsOwn(answer.Location), $"It leads to {answer.Location}: {request}");
        if (answer.Body.Contains(HostileText.Marker, StringComparison.Ordinal)
            && (answer.Response.Content.Headers.ContentType?.MediaType ?? "text/html") is "text/html" or "image/svg+xml" or "application/xml" or "text/xml")
        {
            Assert.True(Echo(answer.Body) is not { } echo, $"Echoed unencoded as {Echo(answer.Body)}: {request}");
        }
    }

    private bool IsOwn(string? location) => location is null
        || location.StartsWith(_app.Address + "/", StringComparison.Ordinal)
        || (location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal) && !location.StartsWith("/\\", StringComparison.Ordinal));

    /// <returns>The element or attribute that the marker has become; null if it stayed text.</returns>
    private static string? Echo(string body)
    {
        foreach (var element in new HtmlParser().ParseDocument(body).All)
        {
            if (element.LocalName.Contains(HostileText.Marker, StringComparison.OrdinalIgnoreCase)
                || element.Attributes.Any(a => a.Name.Contains(HostileText.Marker, StringComparison.OrdinalIgnoreCase)
                    || (a.Name is "href" or "src" or "action" or "formaction" && IsElsewhere(a.Value))))
            {
                return element.OuterHtml[..Math.Min(300, element.OuterHtml.Length)];
            }
        }

        return null;
    }

    private static bool IsElsewhere(string address) => address.Trim().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
        || address.Replace('\\', '/').StartsWith($"//{HostileText.Marker}", StringComparison.OrdinalIgnoreCase);

    private string? LastFailure() => _app.Logs.GetSnapshot()
        .LastOrDefault(record => record.Exception is not null)?.Exception?.ToString().Split("\n   at Microsoft.AspNetCore.Mvc")[0];

    private static HttpContent Content(IEnumerable<(string Name, string Value)> fields, IReadOnlyList<HostileUpload> uploads)
    {
        if (uploads.Count == 0)
        {
            return new ByteArrayContent(Encoding.ASCII.GetBytes(string.Join('&', fields.Select(f => $"{Encode(f.Name)}={Encode(f.Value)}"))))
            {
                Headers = { { "Content-Type", "application/x-www-form-urlencoded" } },
            };
        }

        var parts = new MultipartFormDataContent("x-boundary");
        foreach (var (name, value) in fields)
        {
            parts.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), $"\"{name}\"");
        }

        foreach (var upload in uploads)
        {
            parts.Add(upload.Content());
        }

        return parts;
    }

    /// <summary>Percent-encodes a value for addresses and forms. A lone surrogate, too, as UTF-8 would have it: a server can get that.</summary>
    internal static string Encode(string value) => string.Concat(value.Select((c, i) => (c, i)).Select(at =>
        char.IsSurrogate(at.c) && !IsPaired(value, at.i)
            ? $"%{0xE0 | (at.c >> 12):X2}%{0x80 | ((at.c >> 6) & 0x3F):X2}%{0x80 | (at.c & 0x3F):X2}"
            : char.IsLowSurrogate(at.c) ? "" : Uri.EscapeDataString(char.IsHighSurrogate(at.c) ? value.Substring(at.i, 2) : at.c.ToString())));

    private static bool IsPaired(string value, int at) => char.IsHighSurrogate(value[at])
        ? at + 1 < value.Length && char.IsLowSurrogate(value[at + 1])
        : at > 0 && char.IsHighSurrogate(value[at - 1]);

    private static string Shorten(string text) => text.Length > 80 ? $"{text[..80]}… ({text.Length})" : text;
}
