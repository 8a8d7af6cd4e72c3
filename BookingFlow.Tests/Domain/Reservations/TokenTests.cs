using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class TokenTests
{
    private static readonly Gen<string> Texts = Gen.Byte.Array[32].Select(bytes => Base64Url.EncodeToString(bytes));

    [Fact]
    public void Every_new_token_is_another() => Assert.Distinct(Enumerable.Range(0, 1000).Select(_ => Token.New().Text));

    [Fact]
    public void A_token_is_43_characters_that_need_no_escaping_in_a_link() =>
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Matches("^[A-Za-z0-9_-]{43}$", Token.New().Text));

    [Fact]
    public void A_token_that_was_read_is_the_token_that_was_written() => Texts.Sample(text =>
    {
        Assert.True(Token.TryParse(text, out var token));
        Assert.Equal(text, token.Text);
    });

    [Fact]
    public void The_chain_from_a_link_to_its_ticket_and_its_code_never_changes_because_tickets_are_printed()
    {
        Assert.True(Token.TryParse(Base64Url.EncodeToString([.. Enumerable.Range(0, 32).Select(i => (byte)i)]), out var link));

        Assert.Equal(Derived("bookingflow ticket v1", link.Text), link.Ticket.Text);
        Assert.Equal(Derived("bookingflow check_in v1", link.Ticket.Text), link.Ticket.CheckIn.Text);
        Assert.Equal("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", link.Text);
    }

    [Fact]
    public void Link_ticket_and_code_are_three_different_secrets_with_three_different_hashes() => Texts.Sample(text =>
    {
        var link = Read(text);

        Assert.Distinct([link.Text, link.Ticket.Text, link.CheckIn.Text, link.Ticket.CheckIn.Text]);
        Assert.Distinct([Hex(link), Hex(link.Ticket), Hex(link.Ticket.CheckIn)]);
    });

    [Fact]
    public void What_the_code_says_does_not_lead_back_to_the_ticket_or_to_the_link() => Texts.Sample(text =>
    {
        var link = Read(text);
        var code = link.Ticket.CheckIn;

        Assert.DoesNotContain(link.Ticket.Text, (string[])[code.Ticket.Text, code.CheckIn.Text, code.Ticket.CheckIn.Text, Hex(code)]);
        Assert.DoesNotContain(link.Text, (string[])[code.Ticket.Text, code.CheckIn.Text, code.Ticket.CheckIn.Text, Hex(code)]);
    });

    [Fact]
    public void The_database_gets_the_sha256_of_the_bytes_and_nothing_else()
    {
        var token = Token.New();

        Assert.Equal(SHA256.HashData(Base64Url.DecodeFromChars(token.Text)), token.Hash);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh88")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh/")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAECAwQFBgcICQoLDA0O DxAREhMUFRYXGBkaGxwdHh")]
    [InlineData(" AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdH\r\n")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh%")]
    [InlineData("ÄAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")]
    [InlineData("../../../../../../../../../../../etc/passwd")]
    public void Only_the_one_spelling_of_a_token_is_read(string? text) => Assert.False(Token.TryParse(text, out _));

    [Fact]
    public void Whatever_stands_in_a_link_is_a_token_or_not_and_never_breaks_anything() =>
        Gen.Char.Array[43].Select(chars => new string(chars)).Sample(text => Assert.False(Token.TryParse(text, out _) && text.Any(c => c > 'z')));

    [Fact]
    public void Another_last_character_with_the_same_bytes_is_not_the_same_link() => Texts.Sample(text =>
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var spellings = Alphabet.Where(last => Token.TryParse(text[..^1] + last, out var read) && Hex(read) == Hex(Read(text)));

        Assert.Equal(text[^1], Assert.Single(spellings));
    });

    [Fact]
    public void A_token_that_is_formatted_by_mistake_says_nothing()
    {
        var token = Token.New();

        Assert.Equal("(token)", token.ToString());
        Assert.Equal("(token)", $"{token}");
        Assert.Equal("(token)", string.Format(CultureInfo.InvariantCulture, "{0}", token));
    }

    private static Token Read(string text) => Token.TryParse(text, out var token) ? token : throw new ArgumentException("No token.", nameof(text));

    private static string Hex(Token token) => Convert.ToHexString(token.Hash);

    private static string Derived(string label, string key) => Base64Url.EncodeToString(
        HMACSHA256.HashData(Base64Url.DecodeFromChars(key), System.Text.Encoding.UTF8.GetBytes(label)));
}
