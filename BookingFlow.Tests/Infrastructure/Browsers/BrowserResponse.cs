using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>A response to a request of <see cref="NoScriptBrowser"/>, with its page as a parsed document.</summary>
/// <param name="Path">The requested path with its query.</param>
public sealed record BrowserResponse(string Path, int Status, HttpResponseMessage Response, string Body)
{
    private IHtmlDocument? _document;

    public IHtmlDocument Document => _document ??= new HtmlParser().ParseDocument(Body);

    /// <summary>Text of the page's main element (of the body where there is none), with white space collapsed.</summary>
    public string Text => CollapseWhiteSpace((Document.QuerySelector("main") ?? Document.Body!).TextContent);

    /// <summary>The Location header, as sent; null: no redirect.</summary>
    public string? Location => Response.Headers.Location?.OriginalString;

    /// <summary>Returns the values of a header, separated by ", "; "" if it is missing.</summary>
    public string Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : "";

    public IElement Find(string selector) =>
        Document.QuerySelector(selector) ?? throw new InvalidOperationException($"There is no {selector} on {Path}: {Text}");

    /// <summary>Returns the href of the first link whose href contains a text.</summary>
    public string Link(string part) => Find($"a[href*='{part}']").GetAttribute("href")!;

    private static string CollapseWhiteSpace(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
