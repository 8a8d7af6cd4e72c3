using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>What came back: the status, the headers and the page.</summary>
public sealed record Place(string Path, int Status, HttpResponseMessage Response, string Body)
{
    private IHtmlDocument? _document;

    public IHtmlDocument Document => _document ??= new HtmlParser().ParseDocument(Body);

    /// <summary>What a person reads in the page's main part, white space folded.</summary>
    public string Text => Fold((Document.QuerySelector("main") ?? Document.Body!).TextContent);

    /// <summary>Where the browser is sent, as a path of this house; null when it stays.</summary>
    public string? Location => Response.Headers.Location?.OriginalString;

    public string Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : "";

    public IElement Find(string selector) =>
        Document.QuerySelector(selector) ?? throw new InvalidOperationException($"There is no {selector} on {Path}: {Text}");

    /// <summary>The address of the first link that contains this.</summary>
    public string Link(string part) => Find($"a[href*='{part}']").GetAttribute("href")!;

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>
/// A browser without script, reduced to what forms and links need: cookies, hidden fields, one request at a time. It
/// follows no redirect by itself, so that a test sees every status.
/// </summary>
public sealed class NoScriptBrowser : IDisposable
{
    private readonly HttpClient _http;

    public NoScriptBrowser(string address)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies, UseCookies = true };
        _http = new HttpClient(handler) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
    }

    public CookieContainer Cookies { get; } = new();

    public async Task<Place> SendAsync(HttpRequestMessage request)
    {
        var response = await _http.SendAsync(request);
        return new Place(request.RequestUri!.OriginalString, (int)response.StatusCode, response, await response.Content.ReadAsStringAsync());
    }

    public Task<Place> OpenAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>A POST of exactly these fields.</summary>
    public Task<Place> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
    });

    /// <summary>Fills in a form that was shown, and sends it: hidden fields and what stood in it as they are, these on top.</summary>
    public Task<Place> SubmitAsync(Place place, string form, params (string Name, string Value)[] typed) =>
        PostAsync(Action(place, form), Fields(place, form, typed));

    /// <summary>What a form sends, so that it can be sent twice.</summary>
    public static (string Name, string Value)[] Fields(Place place, string form, params (string Name, string Value)[] typed)
    {
        var fields = place.Find(form).QuerySelectorAll("input[name], textarea[name], select[name]")
            .ToDictionary(e => e.GetAttribute("name")!, Value, StringComparer.Ordinal);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    public static string Action(Place place, string form) =>
        place.Find(form).GetAttribute("action") is { Length: > 0 } action ? action : place.Path;

    public void Dispose() => _http.Dispose();

    private static string Value(IElement element) => element switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlInputElement input => input.Value,
        _ => "",
    };
}
