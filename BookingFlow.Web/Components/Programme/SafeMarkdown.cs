using System.Text;
using System.Xml;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BookingFlow.Web.Components.Programme;

/// <summary>
/// Converts Markdown (CommonMark) to safe HTML: paragraphs, emphasis, lists, quotations, code, headings and links.
/// </summary>
/// <remarks>
/// HTML in the text is escaped. Images become their alternative text. Links other than http, https and mailto become their text.
/// </remarks>
public static class SafeMarkdown
{
    private const int MaxHeadingLevel = 6;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>Converts Markdown to HTML and shifts its headings below those of the page.</summary>
    /// <param name="highestHeading">Level of the text's highest headings, 1 to 6.</param>
    public static string ToHtml(string markdown, int highestHeading = 3)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Nested deeper than the parser allows: show the source as plain text.
            return ToPlainParagraphs(markdown);
        }

        ShiftHeadings(document, highestHeading);
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new SafeLinkRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new SafeAutolinkRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new PlainCodeRenderer());
        renderer.Render(document);
        return RemoveForbiddenCharacters(html.ToString());
    }

    // A reference such as &#1; is rendered as its character. HTML does not allow control characters, and an XML feed with one cannot be read.
    private static string RemoveForbiddenCharacters(string html) =>
        string.Concat(html.Where(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character)));

    private static void ShiftHeadings(MarkdownDocument document, int highest)
    {
        var levels = document.Descendants<HeadingBlock>().Select(h => h.Level).Distinct().Order().ToList();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            // Renumbered by rank, so that no level is skipped.
            heading.Level = Math.Min(MaxHeadingLevel, highest + levels.IndexOf(heading.Level));
        }
    }

    private static bool IsSafe(string? url) =>
        WebAddress.Read(url) is not null || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeMailto);

    private static string ToPlainParagraphs(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            html.Append("<p>").Append(System.Net.WebUtility.HtmlEncode(paragraph)).Append("</p>\n");
        }

        return html.ToString();
    }

    private static void WriteLink(HtmlRenderer html, string url, Action text)
    {
        html.Write("<a href=\"").WriteEscapeUrl(url).Write("\" rel=\"nofollow noopener\">");
        text();
        html.Write("</a>");
    }

    // Links are checked while they are rendered, not in the parsed document, so that every kind of link is covered.
    private sealed class SafeLinkRenderer : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline obj)
        {
            if (obj.IsImage || obj.Url is not { } url || !IsSafe(url))
            {
                renderer.WriteChildren(obj);
            }
            else
            {
                WriteLink(renderer, url, () => renderer.WriteChildren(obj));
            }
        }
    }

    private sealed class SafeAutolinkRenderer : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
        {
            var url = obj.IsEmail ? $"mailto:{obj.Url}" : obj.Url;
            if (IsSafe(url))
            {
                WriteLink(renderer, url, () => renderer.WriteEscape(obj.Url));
            }
            else
            {
                renderer.WriteEscape(obj.Url);
            }
        }
    }

    /// <summary>Renders code blocks without the language, which Markdig would write as a CSS class.</summary>
    private sealed class PlainCodeRenderer : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj) =>
            renderer.EnsureLine().Write("<pre><code>").WriteLeafRawLines(obj, true, true).WriteLine("</code></pre>");
    }
}
