using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>What came back: the status, the headers and the page.</summary>
public sealed record BrowserResponse(string Path, int Status, HttpResponseMessage Response, string Body)
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
