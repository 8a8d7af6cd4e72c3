using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailTicketTests : MailTest
{
    [Theory]
    [InlineData("src=\"cid:ticket-qr\"")]
    [InlineData("alt=\"QR code for this ticket. The reference is K7QF-2M.\"")]
    [InlineData(">" + Link + "</a>")]
    public void Ticket_has_the_code_the_reference_and_the_link(string words) =>
        Assert.Contains(words, Html<MailTicket>(), StringComparison.Ordinal);
}
