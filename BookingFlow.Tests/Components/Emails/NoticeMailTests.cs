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
    public void It_tells_what_happened_to_whom_and_the_one_thing_to_do(string words) =>
        Assert.Contains(words, Html<NoticeMail>(Notice), StringComparison.Ordinal);

    [Fact]
    public void With_nothing_to_do_and_no_party_there_is_no_button_and_no_summary()
    {
        var mail = Html<NoticeMail>(Notice with { Party = null, ActionLink = null });

        Assert.DoesNotContain(Link, mail, StringComparison.Ordinal);
        Assert.DoesNotContain("K7QF-2M", mail, StringComparison.Ordinal);
        Assert.Contains("There is one thing to do.", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_never_markup() => Assert.DoesNotContain(
        "<img", Html<NoticeMail>(Notice with { Name = "<img src=x>" }), StringComparison.Ordinal);
}
