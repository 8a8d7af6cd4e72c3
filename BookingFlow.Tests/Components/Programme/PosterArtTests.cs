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
    public void A_show_keeps_its_picture_today_tomorrow_and_on_every_machine()
    {
        Assert.Equal(Art("the-seagull"), Art("the-seagull"), StringComparer.Ordinal);
        // Known by heart: a hash that differs from one start of the program to the next would draw another.
        Assert.Equal(
            SeagullColours, Render("the-seagull").FindAll("path").Take(3).Select(path => path.GetAttribute("fill")!), StringComparer.Ordinal);
    }

    [Fact]
    public void Two_shows_never_have_the_same_picture() => Assert.Equal(Slugs.Length, Slugs.Select(Art).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void A_long_season_has_every_composition_in_every_set_of_colours()
    {
        var kinds = Enumerable.Range(1, 2000).Select(i => PosterDrawing.Of($"show-{i}"))
            .Select(
                shapes =>
                    $"{shapes[0].Colour} {shapes.Count} {string.Join(' ', shapes.Select(shape => shape.Opacity))}").Distinct(StringComparer.Ordinal);

        Assert.Equal(PosterDrawing.VariantCount, kinds.Count());
    }

    [Fact]
    public void It_is_small_well_formed_and_obeys_the_policy_of_the_house() => Assert.All(Slugs, slug =>
    {
        var art = Art(slug);
        Assert.InRange(art.Length, 400, 2048);
        var svg = XElement.Parse(art);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName is "style" or "id" or "href");
        // Without a decimal comma, whatever the language: a path has spaces and points alone.
        Assert.DoesNotContain(svg.Elements().Attributes("d"), d => d.Value.Contains(',', StringComparison.Ordinal));
    });

    [Fact]
    public void Whoever_does_not_see_it_misses_nothing()
    {
        var svg = Render("the-seagull").Find("svg");

        Assert.Equal("true", svg.GetAttribute("aria-hidden"));
        Assert.Equal("false", svg.GetAttribute("focusable"));
        Assert.Equal("", svg.TextContent.Trim());
    }

    private IRenderedComponent<PosterArt> Render(string slug) => Render<PosterArt>(p => p.Add(c => c.Slug, slug));

    private string Art(string slug) => Render(slug).Markup;
}
