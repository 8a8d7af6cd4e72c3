using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BookingFlow.Tests.Infrastructure.Browsers;

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

    public async Task<BrowserResponse> SendAsync(HttpRequestMessage request)
    {
        var response = await _http.SendAsync(request);
        return new BrowserResponse(request.RequestUri!.OriginalString, (int)response.StatusCode, response, await response.Content.ReadAsStringAsync());
    }

    public Task<BrowserResponse> OpenAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>A POST of exactly these fields.</summary>
    public Task<BrowserResponse> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
    });

    /// <summary>Fills in a form that was shown, and sends it: hidden fields and what stood in it as they are, these on top.</summary>
    public Task<BrowserResponse> SubmitAsync(BrowserResponse place, string form, params (string Name, string Value)[] typed) =>
        PostAsync(Action(place, form), Fields(place, form, typed));

    /// <summary>What a form sends, so that it can be sent twice.</summary>
    public static (string Name, string Value)[] Fields(BrowserResponse place, string form, params (string Name, string Value)[] typed)
    {
        var fields = place.Find(form).QuerySelectorAll("input[name], textarea[name], select[name]")
            .ToDictionary(e => e.GetAttribute("name")!, Value, StringComparer.Ordinal);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    public static string Action(BrowserResponse place, string form) =>
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
