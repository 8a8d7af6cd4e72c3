using AngleSharp.Html.Parser;
using BookingFlow.Web.Components.Programme;
using Bunit;
using CsCheck;

namespace BookingFlow.Tests.Components.Programme;

public sealed class MarkdownTextTests : ComponentTest
{
    private static readonly string[] AllowedElements =
        ["HTML", "HEAD", "BODY", "P", "EM", "STRONG", "UL", "OL", "LI", "BLOCKQUOTE", "CODE", "PRE", "H3", "H4", "H5", "H6", "HR", "BR", "A"];

    private static readonly string[] Attacks =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<style>*{display:none}</style>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\nscript:alert(1))", "[x](&#106;avascript:alert(1))",
        "[x](<javascript:alert(1)>)", "[x](\u0001javascript:alert(1))",
        "[x](vbscript:msgbox(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](file:///etc/passwd)", "[x](//evil.example/)", "[x](/staff/logout)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]", "![x](https://evil.example/pixel.png)", "![x](javascript:alert(1))", "![x](x \"onerror=alert(1)\")",
        "[x](https://a.example/\" onclick=\"alert(1))",
        "[x](https://a.example/ '\" onclick=\"alert(1)')", "```\" onclick=\"alert(1)\nx\n```", "```notice style\nx\n```", "# x {onclick=alert(1)}",
        "x {style=\"color:red\"}", "<!-- x --><b>", "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<iframe src=//evil.example>", "<form action=//evil.example><input name=Password>", "<base href=//evil.example>",
        "<meta http-equiv=refresh content=0>", "*x<script*>", "[![x](javascript:a)](javascript:b)", "\0<script>\0", "<x@evil.example>",
    ];

    [Theory]
    [InlineData("One.\n\nTwo *three* **four**.", "<p>One.</p><p>Two <em>three</em> <strong>four</strong>.</p>")]
    [InlineData("- one\n- two", "<ul><li>one</li><li>two</li></ul>")]
    [InlineData("> said", "<blockquote><p>said</p></blockquote>")]
    [InlineData("[us](https://theatre.example/)", "<p><a href=\"https://theatre.example/\" rel=\"nofollow noopener\">us</a></p>")]
    [InlineData("<https://theatre.example/>", "<p><a href=\"https://theatre.example/\" rel=\"nofollow noopener\">https://theatre.example/</a></p>")]
    [InlineData("<box@theatre.example>", "<p><a href=\"mailto:box@theatre.example\" rel=\"nofollow noopener\">box@theatre.example</a></p>")]
    [InlineData("A < B & C", "<p>A &lt; B &amp; C</p>")]
    [InlineData("```notice\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>")]
    [InlineData("a&#1;b&#xFFFE;c&eacute;&#x1F3AD;", "<p>abcé🎭</p>")]
    [InlineData("", "")]
    public void Markdown_is_rendered_as_HTML(string text, string html) => Show(text).MarkupMatches(html);

    [Theory]
    [InlineData("# One\n\n## Two", "<h3>One</h3><h4>Two</h4>")]
    [InlineData("### One\n\n##### Two", "<h3>One</h3><h4>Two</h4>")]
    [InlineData("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5", "<h3>1</h3><h4>2</h4><h5>3</h5><h6>4</h6><h6>5</h6>")]
    public void Headings_start_at_level_3_and_skip_no_level(string text, string html) => Show(text).MarkupMatches(html);

    [Theory]
    [InlineData("[x](javascript:alert(1))", "<p>x</p>")]
    [InlineData("[*x* y](/staff/logout)", "<p><em>x</em> y</p>")]
    [InlineData("![a duke](https://evil.example/pixel.png)", "<p>a duke</p>")]
    [InlineData("<javascript:alert(1)>", "<p>javascript:alert(1)</p>")]
    [InlineData("[x](/staff/logout)[![x](javascript:a)](javascript:b)", "<p>xx</p>")]
    [InlineData("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>")]
    public void Forbidden_markup_is_shown_as_text(string text, string html) => Show(text).MarkupMatches(html);

    [Fact]
    public void Known_attacks_render_harmless_HTML() => Assert.All(Attacks, attack => AssertHarmless(attack));

    [Fact]
    public void Random_combinations_of_attacks_and_markup_render_harmless_HTML()
    {
        string[] fragments =
        [
            "[", "]", "(", ")", "<", ">", "!", "*", "_", "`", "```", "\n", "\n\n", "> ", "- ", "# ", "    ", "\"", "'", "&", ";", "\\", ":",
            "javascript:", "https://a.example", "onclick=", "style=", "{", "}", "|", "\0", "é",
        ];
        var fragment = Gen.Int[0, fragments.Length - 1].Select(i => fragments[i]);
        var attack = Gen.Int[0, Attacks.Length - 1].Select(i => Attacks[i]);
        Gen.OneOf(fragment, attack, Gen.String[0, 10])
            .Array[0, 25].Select(string.Concat)
            .Sample(AssertHarmless, iter: 2000);
    }

    [Fact]
    public void Too_deeply_nested_Markdown_is_shown_as_text() =>
        Assert.StartsWith("<p>&gt;&gt;&gt;", SafeMarkdown.ToHtml(new string('>', 4000)), StringComparison.Ordinal);

    /// <summary>Asserts that the HTML contains only allowed elements, attributes and link schemes.</summary>
    private static void AssertHarmless(string text)
    {
        var document = new HtmlParser().ParseDocument(SafeMarkdown.ToHtml(text));
        foreach (var element in document.All)
        {
            Assert.Contains(element.TagName, AllowedElements);
            string[] allowedAttributes = element.TagName switch { "A" => ["href", "rel"], "OL" => ["start", "type"], _ => [] };
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, allowedAttributes));
            if (element.GetAttribute("href") is { } href)
            {
                Assert.Matches("^(https?|mailto):", href.ToLowerInvariant());
                Assert.Equal("nofollow noopener", element.GetAttribute("rel"));
            }
        }
    }

    private IRenderedComponent<MarkdownText> Show(string text) => Render<MarkdownText>(set => set.Add(m => m.Text, text));
}
