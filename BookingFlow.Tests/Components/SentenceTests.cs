using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class SentenceTests : ComponentTest
{
    [Fact]
    public void Time_in_a_sentence_is_a_time_element() =>
        Sentence(new Phrase("Doors open {0}.", StartsAt))
            .MarkupMatches("""Doors open <time datetime="2026-11-27T20:00+01:00">Friday 27 November 2026, 20:00</time>.""");

    [Fact]
    public void Placeholders_can_be_reordered_and_repeated() =>
        Sentence(new Phrase("{1} was here at {0}, {1}!", new TimeOfDay(StartsAt), "Grace"))
            .MarkupMatches("""Grace was here at <time datetime="2026-11-27T20:00+01:00">20:00</time>, Grace!""");

    [Fact]
    public void Placeholder_values_are_HTML_encoded() =>
        Sentence(new Phrase("By {0}", "<b>Grace</b>")).MarkupMatches("By &lt;b&gt;Grace&lt;/b&gt;");

    [Fact]
    public void Spaces_around_placeholders_are_kept() =>
        Assert.Equal("3 people, all of them", Sentence(new Phrase("{0} people, {1} of them", 3, "all")).Markup);

    private IRenderedComponent<Sentence> Sentence(Phrase phrase) =>
        Render<Sentence>(p => p.Add(c => c.Venue, Venue).Add(c => c.Phrase, phrase));
}
