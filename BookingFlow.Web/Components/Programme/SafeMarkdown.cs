using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BookingFlow.Web.Components.Programme;

/// <summary>
/// Markdown (CommonMark) as harmless HTML: paragraphs, emphasis, lists, quotations, code, headings and links, and nothing
/// else. HTML in it is shown as the text that it is; pictures become their description; a link that leads anywhere but to
/// the web or to a mailbox becomes its text.
/// </summary>
public static class SafeMarkdown
{
    private const int LowestHeading = 6;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <param name="highestHeading">The level of the text's highest headings; where the page's own are of the levels 1 and 2, it is 3.</param>
    public static string ToHtml(string markdown, int highestHeading = 3)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Nested deeper than the parser goes: nobody writes so, and it is shown as it stands.
            return Plain(markdown);
        }

        Lower(document, highestHeading);
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new SafeLink());
        renderer.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new SafeAutolink());
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new BareCode());
        renderer.Render(document);
        return html.ToString();
    }

    private static void Lower(MarkdownDocument document, int highest)
    {
        var levels = document.Descendants<HeadingBlock>().Select(h => h.Level).Distinct().Order().ToList();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            // The highest that the text uses comes right below the page's, and none is skipped.
            heading.Level = Math.Min(LowestHeading, highest + levels.IndexOf(heading.Level));
        }
    }

    private static bool IsSafe(string? url) =>
        WebAddress.Read(url) is not null || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeMailto);

    private static string Plain(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            html.Append("<p>").Append(System.Net.WebUtility.HtmlEncode(paragraph)).Append("</p>\n");
        }

        return html.ToString();
    }

    // What may be a link is decided where links are written, so that none comes past it.
    private static void WriteLink(HtmlRenderer html, string url, Action text)
    {
        html.Write("<a href=\"").WriteEscapeUrl(url).Write("\" rel=\"nofollow noopener\">");
        text();
        html.Write("</a>");
    }

    private sealed class SafeLink : HtmlObjectRenderer<LinkInline>
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

    private sealed class SafeAutolink : HtmlObjectRenderer<AutolinkInline>
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

    /// <summary>Without its language, which would become a class of ours.</summary>
    private sealed class BareCode : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj) =>
            renderer.EnsureLine().Write("<pre><code>").WriteLeafRawLines(obj, true, true).WriteLine("</code></pre>");
    }
}
