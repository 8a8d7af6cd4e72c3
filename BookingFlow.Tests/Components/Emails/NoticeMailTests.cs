using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class NoticeMailTests : MailTest
{
    [Theory]
    [InlineData("<title>Something happened</title>")]
    [InlineData("Hello Ada Lovelace,")]
    [InlineData("""It happened at <time datetime="2026-11-27T20:00+01:00">Friday 27 November 2026, 20:00</time>.""")]
    [InlineData("There is one thing to do.")]
    [InlineData("K7QF-2M")]
    [InlineData("2 people")]
    [InlineData(">View show details</a>")]
    [InlineData(">" + Link + "</a>")]
    public void Notice_contains_the_title_greeting_sentences_summary_and_action(string words) =>
        Assert.Contains(words, Html<NoticeMail>(Notice), StringComparison.Ordinal);

    [Fact]
    public void Notice_without_party_and_link_has_no_summary_and_no_button()
    {
        var mail = Html<NoticeMail>(Notice with { Party = null, ActionLink = null });

        Assert.DoesNotContain(Link, mail, StringComparison.Ordinal);
        Assert.DoesNotContain("K7QF-2M", mail, StringComparison.Ordinal);
        Assert.Contains("There is one thing to do.", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_is_HTML_encoded() => Assert.DoesNotContain(
        "<img", Html<NoticeMail>(Notice with { Name = "<img src=x>" }), StringComparison.Ordinal);
}
