using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class TokenTests
{
    private static readonly Gen<string> Texts = Gen.Byte.Array[32].Select(bytes => Base64Url.EncodeToString(bytes));

    [Fact]
    public void New_tokens_are_distinct() => Assert.Distinct(Enumerable.Range(0, 1000).Select(_ => Token.New().Text));

    [Fact]
    public void A_token_is_43_characters_that_need_no_escaping_in_a_link() =>
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Matches("^[A-Za-z0-9_-]{43}$", Token.New().Text));

    [Fact]
    public void Parsing_returns_the_token_that_was_formatted() => Texts.Sample(text =>
    {
        Assert.True(Token.TryParse(text, out var token));
        Assert.Equal(text, token.Text);
    });

    [Fact]
    public void The_derivation_of_party_ticket_and_check_in_tokens_is_fixed()
    {
        Assert.True(Token.TryParse(Base64Url.EncodeToString([.. Enumerable.Range(0, 32).Select(i => (byte)i)]), out var link));

        Assert.Equal(Derived("bookingflow party v1", link.Text), link.Party.Text);
        Assert.Equal(Derived("bookingflow ticket v1", link.Party.Text), link.Party.Ticket.Text);
        Assert.Equal(Derived("bookingflow check_in v1", link.Party.Ticket.Text), link.Party.Ticket.CheckIn.Text);
        Assert.Equal("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", link.Text);
    }

    [Fact]
    public void The_tokens_of_the_chain_and_their_hashes_are_distinct() => Texts.Sample(text =>
    {
        var link = Read(text);

        Assert.Distinct([link.Text, link.Party.Text, link.Party.Ticket.Text, link.Party.Ticket.CheckIn.Text, link.Ticket.Text, link.CheckIn.Text]);
        Assert.Distinct([Hex(link), Hex(link.Party), Hex(link.Party.Ticket), Hex(link.Party.Ticket.CheckIn)]);
    });

    [Fact]
    public void No_earlier_token_of_the_chain_can_be_derived_from_a_later_one() => Texts.Sample(text =>
    {
        var link = Read(text);
        Token[] chain = [link, link.Party, link.Party.Ticket, link.Party.Ticket.CheckIn];

        for (var later = 1; later < chain.Length; later++)
        {
            var token = chain[later];
            string[] derived =
                [token.Party.Text, token.Ticket.Text, token.CheckIn.Text, token.Party.Ticket.Text, token.Ticket.CheckIn.Text, Hex(token)];
            Assert.All(chain[..later], earlier => Assert.DoesNotContain(earlier.Text, derived));
        }
    });

    [Fact]
    public void The_hash_is_the_SHA256_of_the_token_bytes()
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
    public void A_malformed_token_is_not_parsed(string? text) => Assert.False(Token.TryParse(text, out _));

    [Fact]
    public void Parsing_arbitrary_text_never_throws() =>
        Gen.Char.Array[43].Select(chars => new string(chars)).Sample(text => Assert.False(Token.TryParse(text, out _) && text.Any(c => c > 'z')));

    [Fact]
    public void A_token_has_exactly_one_accepted_spelling() => Texts.Sample(text =>
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var spellings = Alphabet.Where(last => Token.TryParse(text[..^1] + last, out var read) && Hex(read) == Hex(Read(text)));

        Assert.Equal(text[^1], Assert.Single(spellings));
    });

    [Fact]
    public void Formatting_a_token_does_not_reveal_it()
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
