using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>
/// An HTTP client that submits forms like a browser without JavaScript: it keeps cookies and sends hidden fields. It does not follow redirects, so
/// that a test sees every status.
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
        var body = await response.Content.ReadAsStringAsync();
        return new BrowserResponse(request.RequestUri!.OriginalString, (int)response.StatusCode, response, body);
    }

    public Task<BrowserResponse> OpenAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends a POST with exactly the given fields.</summary>
    public Task<BrowserResponse> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        });

    /// <summary>Submits a form of a page: its hidden fields and current values, overridden by the given fields.</summary>
    /// <param name="form">CSS selector of the form.</param>
    public Task<BrowserResponse> SubmitAsync(BrowserResponse page, string form, params (string Name, string Value)[] input) =>
        PostAsync(Action(page, form), Fields(page, form, input));

    /// <summary>Returns the fields that <see cref="SubmitAsync"/> would send, so that a test can send them twice.</summary>
    /// <param name="form">CSS selector of the form.</param>
    public static (string Name, string Value)[] Fields(BrowserResponse page, string form, params (string Name, string Value)[] input)
    {
        // Several check boxes may have one name; a given field replaces all of them. Of fields given twice, the last counts.
        input = [.. input.Reverse().DistinctBy(given => given.Name).Reverse()];
        var fields = page.Find(form).QuerySelectorAll("input[name], textarea[name], select[name]")
            .Select(e => (Name: e.GetAttribute("name")!, Value: Value(e)));
        return [.. fields.Where(field => input.All(given => given.Name != field.Name)), .. input];
    }

    public static string Action(BrowserResponse page, string form) =>
        page.Find(form).GetAttribute("action") is { Length: > 0 } action ? action : page.Path;

    public void Dispose() => _http.Dispose();

    private static string Value(IElement element) => element switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlInputElement input => input.Value,
        _ => "",
    };
}
