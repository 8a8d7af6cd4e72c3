namespace BookingFlow.Tests.Domain.Mail;

public sealed class MailboxKeyTests
{
    [Theory]
    [InlineData("ada@example.org", "ADA@example.org", true)]
    [InlineData("ada@example.org", "ada+seats@example.org", true)]
    [InlineData("ada@example.org", "ada+1+2@EXAMPLE.org", true)]
    [InlineData("ada@müller.example", "ada@xn--mller-kva.example", true)]
    [InlineData("jürgen@example.org", "JÜRGEN@example.org", true)]
    [InlineData("ada@example.org", "ada.@example.org", false)]
    [InlineData("ada@example.org", "eve@example.org", false)]
    [InlineData("ada@example.org", "ada@example.com", false)]
    [InlineData("+1@example.org", "+2@example.org", false)]
    [InlineData("ada@straße.example", "ada@strasse.example", false)]
    public void The_key_is_of_the_mailbox_and_not_of_the_spelling(string address, string other, bool isSame) =>
        Assert.Equal(isSame, MailboxKey.Of(address) == MailboxKey.Of(other));
}
