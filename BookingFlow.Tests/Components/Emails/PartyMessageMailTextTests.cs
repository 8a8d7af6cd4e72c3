using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class PartyMessageMailTextTests : MailTest
{
    [Theory]
    [InlineData("Hello Ada Lovelace,\n\nWe start **later**.\n\nBring a coat.\n\nShow: The Seagull")]
    [InlineData("Reference: K7QF-2M\n\n")]
    [InlineData(PartyMessageMailTests.PartyPage)]
    [InlineData("You get this because you came.")]
    public void Plain_text_has_the_Markdown_as_written(string words) =>
        Assert.Contains(words, Plain<PartyMessageMailText>(PartyMessageMailTests.Message(APartyMessage.Text)), StringComparison.Ordinal);
}
