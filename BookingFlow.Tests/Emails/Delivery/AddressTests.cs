using CsCheck;
using MimeKit;

namespace BookingFlow.Tests.Emails.Delivery;

public sealed class AddressTests
{
    private static readonly Gen<string> Parts = Gen.OneOf(
        "ada", ".", "-", "_", "+", "'", "1", "é", "..", "\u200B", "@", " ", "%", "/", "xn--").Array[1, 4]
        .Select(string.Concat);

    [Fact]
    public void Every_address_that_the_form_takes_can_be_written_into_a_mail() => Gen.Select(Parts, Parts).Sample(
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
