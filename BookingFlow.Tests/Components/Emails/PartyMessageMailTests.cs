using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class PartyMessageMailTests : MailTest
{
    internal const string PartyPage = "https://tickets.example/party/abc";

    internal static MailFacts Message(string text) => Facts with
    {
        ExpiresAt = null,
        PartyLink = new Link(PartyPage, "View your reservation"),
        Reason = "You get this because you came.",
        Message = PartyMessage.Test(
            1, APartyMessage.To(PartyMessageRecipients.Came) with { Text = text }, new Actor(Id: null, "Dora"), DateTime.UnixEpoch),
    };

    [Theory]
    [InlineData("<title>Change of plan</title>")]
    [InlineData("Hello Ada Lovelace,")]
    [InlineData("We start <strong>later</strong>.")]
    [InlineData("Friday 27 November 2026, 20:00")]
    [InlineData("K7QF-2M")]
    [InlineData("href=\"" + PartyPage + "\"")]
    [InlineData("You get this because you came.")]
    public void Message_has_the_text_the_details_and_the_reason(string words) =>
        Assert.Contains(words, Html<PartyMessageMail>(Message(APartyMessage.Text)), StringComparison.Ordinal);

    [Fact]
    public void HTML_and_unsafe_links_in_the_text_are_shown_as_text()
    {
        var html = Html<PartyMessageMail>(Message("<b onclick=x>Bold</b> [Click](javascript:alert(1)) ![Picture](https://evil.example/p.png)"));

        Assert.Contains("&lt;b onclick=x&gt;Bold&lt;/b&gt; Click Picture", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
    }
}
