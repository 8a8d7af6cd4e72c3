using CsCheck;

namespace BookingFlow.Tests.Domain.Forms;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("name@example.org.")]
    [InlineData("name@example.org,")]
    [InlineData("name@example.org;")]
    [InlineData("(name@example.org)")]
    [InlineData("[name@example.org],")]
    [InlineData("name@example.org>")]
    [InlineData("<name@example.org")]
    [InlineData("<name@example.org>")]
    [InlineData("„name@example.org“")]
    [InlineData("'name@example.org'")]
    [InlineData("«\u00A0name@example.org\u00A0»")]
    [InlineData("name@example.org…")]
    [InlineData("name@example.org\u00A0")]
    [InlineData("na\u00ADme@exam\u200Bple.org")]
    [InlineData("name @ example.org")]
    [InlineData("name@example. org")]
    [InlineData("mailto:name@example.org")]
    [InlineData("MAILTO:name@example.org?subject=Seats")]
    [InlineData("<mailto:name@example.org>")]
    [InlineData("Ada Lovelace <name@example.org>")]
    [InlineData("\"Lovelace, Ada\" <name@example.org>,")]
    [InlineData("'name@example.org' <name@example.org>")]
    [InlineData("ｎａｍｅ＠ｅｘａｍｐｌｅ．ｏｒｇ")]
    public void What_pasting_and_autofill_add_is_put_right(string typed)
    {
        Assert.Equal("name@example.org", EmailAddress.Read(typed));
        Assert.True(EmailAddress.IsValid(EmailAddress.Read(typed)!));
    }

    [Theory]
    [InlineData("Ada <ada@example.org>, Eve <eve@example.org>")]
    [InlineData("eve@example.org, Ada <ada@example.org>")]
    [InlineData("Ada <ada@example.org> eve@example.org")]
    [InlineData("ada@example.org eve@example.org")]
    [InlineData("ada@example.org,eve@example.org")]
    [InlineData("\"ada\"@example.org")]
    [InlineData("ada lovelace@example.org")]
    [InlineData("ada@exam ple.org")]
    [InlineData("ada@example..org")]
    [InlineData(".ada@example.org")]
    [InlineData("ada.@example.org")]
    [InlineData("Ada <>")]
    [InlineData("><")]
    [InlineData("...")]
    [InlineData("@")]
    public void What_is_in_doubt_stays_invalid(string typed) => Assert.False(EmailAddress.IsValid(EmailAddress.Read(typed)!));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u00A0\u200B")]
    public void Empty_input_is_no_address(string? typed) => Assert.Null(EmailAddress.Read(typed));

    [Theory]
    [InlineData("a\u200Dda@example.org")]
    [InlineData("علی\u200Cرضا@example.org")]
    [InlineData("\uE000@example.org")]
    public void Invisible_characters_before_the_at_sign_never_become_part_of_an_address(string typed)
    {
        var address = EmailAddress.Read(typed)!;

        Assert.True(!EmailAddress.IsValid(address) || address == "ada@example.org");
    }

    [Theory]
    [InlineData("jürgen@example.org", true)]
    [InlineData("ада@example.org", true)]
    [InlineData("ada@müller.example", false)]
    [InlineData("ada+x@example.org", false)]
    public void Only_letters_beyond_ASCII_before_the_at_sign_need_SMTPUTF8(string email, bool needs) =>
        Assert.Equal(needs, EmailAddress.NeedsSmtpUtf8(email));

    [Fact]
    public void Any_input_can_be_read() => Gen.OneOf(Gen.String, Gen.String.Select(text => $"{text}@{text}"), Gen.String.Select(text => $"<{text}@x.example>"))
        .Sample(text => Assert.True(EmailAddress.Read(text) is not { Length: 0 }), iter: 20_000);

    [Fact]
    public void An_address_that_was_read_is_read_unchanged() => Gen.OneOf("ada", ".", "@", " ", "<", ">", ",", "example.org", "ü", "(", "\"")
        .Array[1, 6].Select(string.Concat)
        .Sample(
            text =>
            {
                if (EmailAddress.Read(text) is { } address && EmailAddress.IsValid(address))
                {
                    Assert.Equal(address, EmailAddress.Read(address));
                }
            },
            iter: 20_000);
}
