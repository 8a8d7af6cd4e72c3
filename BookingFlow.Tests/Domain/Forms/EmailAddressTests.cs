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
    [MemberData(nameof(Spellings.OfVictim), MemberType = typeof(Spellings))]
    public void An_address_has_one_canonical_form_and_key_however_it_is_written(string typed)
    {
        var address = EmailAddress.Read(typed)!;

        Assert.True(EmailAddress.IsValid(address));
        Assert.Equal("victim@example.com", address.ToLowerInvariant());
        Assert.EndsWith("@example.com", address, StringComparison.Ordinal);
        Assert.Equal(MailboxKey.Of("victim@example.com"), MailboxKey.Of(address));
        Assert.Equal(MailboxKey.Of("victim@example.com"), MailboxKey.Of(typed.Contains('<', StringComparison.Ordinal) ? address : typed));
        Assert.Equal(address, EmailAddress.Canonical(address));
    }

    [Theory]
    [InlineData("ada@MÜLLER.example", "ada@müller.example")]
    [InlineData("ada@mu\u0308ller.example", "ada@müller.example")]
    [InlineData("ada@xn--mller-kva.example", "ada@müller.example")]
    [InlineData("ada@XN--MLLER-KVA.Example.", "ada@müller.example")]
    [InlineData("ada@müller\u3002example", "ada@müller.example")]
    [InlineData("ada@straße.example", "ada@straße.example")]
    [InlineData("ada@strasse.example", "ada@strasse.example")]
    [InlineData("ADA@Пример.example", "ADA@пример.example")]
    [InlineData("ada@my_host.example", "ada@my_host.example")]
    [InlineData("ada@r3---sn.example", "ada@r3---sn.example")]
    public void An_internationalized_host_has_one_form(string typed, string canonical)
    {
        Assert.Equal(canonical, EmailAddress.Read(typed));
        Assert.True(EmailAddress.IsValid(canonical));
        Assert.Equal(canonical, EmailAddress.Canonical(typed));
    }

    [Theory]
    [InlineData("ada@xn--a.example")]
    [InlineData("ada@a\u2100b.example")]
    [InlineData("ada@\uD800.example")]
    [InlineData("ada@\uFFFE.example")]
    public void A_host_without_a_canonical_form_is_invalid(string typed) => Assert.False(EmailAddress.IsValid(EmailAddress.Read(typed)!));

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
        .Sample(
            text =>
            {
                Assert.True(EmailAddress.Read(text) is not { Length: 0 });
                Assert.NotEqual(Guid.Empty, MailboxKey.Of(text));
            },
            iter: 20_000);

    [Fact]
    public void An_address_that_was_read_is_read_unchanged() => Gen.OneOf(
            "ada", ".", "@", " ", "<", ">", ",", "example.org", "ü", "(", "\"", "\u3002", "\u200D", "\uFE0F", "ⓔ", "ß", "xn--", "Ａ", "\u0308", "\u00AD", "ی")
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
