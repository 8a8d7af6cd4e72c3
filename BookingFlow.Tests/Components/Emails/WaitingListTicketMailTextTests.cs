using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class WaitingListTicketMailTextTests : MailTest
{
    [Theory]
    [InlineData("Seats have become free for you")]
    [InlineData("Release the seats: https://tickets.example/party/abc#release")]
    [InlineData("Fewer of us are coming: https://tickets.example/party/abc#change")]
    [InlineData(Link)]
    public void Plain_text_says_the_same_as_the_HTML_version(string words) =>
        Assert.Contains(words, Plain<WaitingListTicketMailText>(WaitingListTicketMailTests.Seated), StringComparison.Ordinal);
}
