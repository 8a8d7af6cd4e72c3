using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class ReminderMailTextTests : MailTest
{
    [Theory]
    [InlineData("2 seats are waiting for you.")]
    [InlineData("Fewer of us are coming: https://tickets.example/party/abc#change")]
    [InlineData("We can’t come: https://tickets.example/party/abc#release")]
    [InlineData(Link)]
    public void Plain_text_says_the_same_as_the_HTML_version(string words) =>
        Assert.Contains(words, Plain<ReminderMailText>(ReminderMailTests.Reminder), StringComparison.Ordinal);
}
