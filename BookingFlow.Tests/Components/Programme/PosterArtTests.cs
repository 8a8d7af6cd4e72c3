using System.Xml.Linq;
using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Programme;
using Bunit;

namespace BookingFlow.Tests.Components.Programme;

public sealed class PosterArtTests : ComponentTest
{
    private static readonly string[] Slugs = [.. Enumerable.Range(1, 200).Select(i => $"show-{i}")];

    private static readonly string[] SeagullColours = ["#e5b558", "#572918", "#fff4d8"];

    [Fact]
    public void Drawing_of_a_show_is_the_same_in_every_process()
    {
        Assert.Equal(Art("the-seagull"), Art("the-seagull"), StringComparer.Ordinal);
        // Literal colours, because string.GetHashCode differs in each process: a drawing from it would pass the comparison above.
        Assert.Equal(
            SeagullColours, Render("the-seagull").FindAll("path").Take(3).Select(path => path.GetAttribute("fill")!), StringComparer.Ordinal);
    }

    [Fact]
    public void Different_shows_have_different_drawings() => Assert.Equal(Slugs.Length, Slugs.Select(Art).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Every_combination_of_composition_and_palette_is_used()
    {
        var variants = Enumerable.Range(1, 2000).Select(i => PosterDrawing.Of($"show-{i}"))
            .Select(
                shapes =>
                    $"{shapes[0].Colour} {shapes.Count} {string.Join(' ', shapes.Select(shape => shape.Opacity))}").Distinct(StringComparer.Ordinal);

        Assert.Equal(PosterDrawing.VariantCount, variants.Count());
    }

    [Fact]
    public void Drawing_is_small_well_formed_and_allowed_by_the_content_security_policy() => Assert.All(Slugs, slug =>
    {
        var art = Art(slug);
        Assert.InRange(art.Length, 400, 2048);
        var svg = XElement.Parse(art);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName is "style" or "id" or "href");
        // A comma would be the decimal separator of a culture; the paths are written with spaces and points only.
        Assert.DoesNotContain(svg.Elements().Attributes("d"), d => d.Value.Contains(',', StringComparison.Ordinal));
    });

    [Fact]
    public void Drawing_is_decorative_and_hidden_from_assistive_technology()
    {
        var svg = Render("the-seagull").Find("svg");

        Assert.Equal("true", svg.GetAttribute("aria-hidden"));
        Assert.Equal("false", svg.GetAttribute("focusable"));
        Assert.Equal("", svg.TextContent.Trim());
    }

    private IRenderedComponent<PosterArt> Render(string slug) => Render<PosterArt>(p => p.Add(c => c.Slug, slug));

    private string Art(string slug) => Render(slug).Markup;
}
