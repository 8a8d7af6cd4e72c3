using CsCheck;
using MimeKit;

namespace BookingFlow.Tests.Emails.Delivery;

public sealed class EmailAddressTests
{
    private static readonly Gen<string> Parts = Gen.OneOf(
        "ada", ".", "-", "_", "+", "'", "1", "é", "..", "\u200B", "@", " ", "%", "/", "xn--").Array[1, 4]
        .Select(string.Concat);

    [Fact]
    public void Every_address_that_the_form_accepts_is_accepted_by_MimeKit() => Gen.Select(Parts, Parts).Sample(
        (user, host) =>
        {
            var request = ValidReservation.Check("Ada", $"{user}@{host}.example", null, null, "2", maxPartySize: 10);
            if (request.Succeeded)
            {
                Assert.Null(Record.Exception(() => new MailboxAddress("Ada", request.Value.Email!).ToString(encode: true)));
            }
        },
        iter: 5000);
}
