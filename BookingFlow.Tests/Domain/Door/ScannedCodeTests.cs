using System.Buffers.Text;
using CsCheck;

namespace BookingFlow.Tests.Domain.Door;

public sealed class ScannedCodeTests
{
    /// <summary>More readings than this would make a scan slow; five were the most seen.</summary>
    private const int MaxReadings = 16;

    private static readonly PublicLinks Links = new(() => new Uri("https://tickets.theatre-azerty.example:8443/my_quiz/"));

    private static readonly Gen<Token> Tokens = Gen.Byte.Array[32].Select(bytes => Read(Base64Url.EncodeToString(bytes)));

    public static TheoryData<string> Readable => new(ComputerKeyboard.Readable.Select(keyboard => keyboard.Name));

    public static TheoryData<string> CaseLost => new(ComputerKeyboard.All.Where(keyboard => keyboard.LosesCase).Select(keyboard => keyboard.Name));

    [Theory]
    [MemberData(nameof(Readable))]
    public void Every_token_and_link_is_read_back_from_every_keyboard(string keyboard) => Tokens.Sample(token =>
    {
        var computer = ComputerKeyboard.Named(keyboard);

        var bare = ScannedCode.Read(computer.Type(token.Text), Links).Tokens;
        var link = ScannedCode.Read(computer.Type(Links.CheckIn(token)), Links).Tokens;

        Assert.Contains(token.Text, bare.Select(read => read.Token.Text));
        Assert.Contains(token.Text, link.Select(read => read.Token.Text));
        Assert.InRange(Math.Max(bare.Count, link.Count), 1, MaxReadings);
    });

    [Theory]
    [MemberData(nameof(CaseLost))]
    public void Every_link_with_Caps_Lock_on_a_Mac_is_recognized_as_unreadable(string keyboard) => Tokens.Sample(token =>
    {
        var computer = ComputerKeyboard.Named(keyboard);
        foreach (var scanned in new[] { token.Text, Links.CheckIn(token) })
        {
            var code = ScannedCode.Read(computer.Type(scanned), Links);

            Assert.True(code.IsCaseLost);
            Assert.DoesNotContain(token.Text, code.Tokens.Select(read => read.Token.Text));
        }
    });

    [Theory]
    [MemberData(nameof(Readable))]
    public void No_readable_link_or_token_is_taken_for_one_with_lost_case(string keyboard) => Tokens.Sample(token =>
    {
        var computer = ComputerKeyboard.Named(keyboard);

        Assert.False(ScannedCode.Read(computer.Type(token.Text), Links).IsCaseLost);
        Assert.False(ScannedCode.Read(computer.Type(Links.CheckIn(token)), Links).IsCaseLost);
    });

    /// <summary>A second reading would cost every scan with the right keyboard a query.</summary>
    [Fact]
    public void A_link_as_typed_has_one_reading() => Tokens.Sample(token =>
    {
        var read = Assert.Single(ScannedCode.Read(Links.CheckIn(token), Links).Tokens);

        Assert.Equal((token.Text, KeyboardMismatch.None), (read.Token.Text, read.Mismatch));
    });

    [Theory]
    [InlineData("httpç--127.0.0.1ç5502-check'in-{0}", "linux it off", KeyboardMismatch.Layout)]
    [InlineData("httpÖ--127.0.0.1Ö5502-checkßin-{0}", "windows de off", KeyboardMismatch.Layout)]
    [InlineData("httpM!!&éè:à:à:&M((à é!check)in!{0}", "windows fr off", KeyboardMismatch.Layout)]
    [InlineData("httpÑ--127.0.0.1Ñ5502-check'in-{0}", "windows es off", KeyboardMismatch.Layout)]
    [InlineData("httpé--127.0.0.1é5502-check'in-{0}", "windows de-CH off", KeyboardMismatch.Layout)]
    [InlineData("http://127.0.0.1:5502/check-in/{0}", "windows en-GB off", KeyboardMismatch.None)]
    [InlineData("HTTP://127.0.0.1:5502/CHECK-IN/{0}", "windows en caps", KeyboardMismatch.CapsLock)]
    [InlineData("HTTPÇ--127.0.0.1Ç5502-CHECK'IN-{0}", "linux it caps", KeyboardMismatch.Layout | KeyboardMismatch.CapsLock)]
    [InlineData("HTTPö--!\"/:=:=:!ö%%=\"-CHECK?IN-{0}", "windows de caps", KeyboardMismatch.Layout | KeyboardMismatch.CapsLock)]
    public void A_link_seen_at_a_door_is_read_and_says_what_is_wrong_with_the_keyboard(string seen, string keyboard, KeyboardMismatch mismatch)
    {
        // Y, Z, A, Q, M, W, digits, - and _ in both cases: all that the layouts exchange.
        var token = Read("bXRxyYzZaAqQmMwW0123456789-_AAAAAAAAAAAAAAA");

        var code = ScannedCode.Read(
            seen.Replace("{0}", ComputerKeyboard.Named(keyboard).Type(token.Text), StringComparison.Ordinal),
            new PublicLinks(() => new Uri("http://127.0.0.1:5502")));

        Assert.Contains((token.Text, mismatch), code.Tokens.Select(read => (read.Token.Text, read.Mismatch)));
    }

    /// <summary>With an IPv6 address as public address, a bracket is a dead key on some layouts.</summary>
    [Theory]
    [InlineData("http://[::1]:5502/check-in/{0}", "linux us off", true)]
    [InlineData("httpç--èçç1+ç5502-check'in-{0}", "linux it off", true)]
    [InlineData("httpM!!^MM&$M((à é!check)in!{0}", "windows fr off", false)]
    public void A_link_with_a_dead_key_is_not_read(string seen, string keyboard, bool isRead)
    {
        var token = Token.New();
        var links = new PublicLinks(() => new Uri("http://[::1]:5502"));
        var typed = ComputerKeyboard.Named(keyboard).Type(token.Text);

        var read = ScannedCode.Read(seen.Replace("{0}", typed, StringComparison.Ordinal), links).Tokens;

        Assert.Equal(isRead, read.Any(candidate => candidate.Token.Text == token.Text));
        Assert.Contains(token.Text, ScannedCode.Read(typed, links).Tokens.Select(candidate => candidate.Token.Text));
    }

    [Fact]
    public void Control_characters_and_white_space_around_a_code_are_ignored_on_every_keyboard()
    {
        var token = Read("bXRxyYzZaAqQmMwW0123456789-_AAAAAAAAAAAAAAA");
        string[] around = ["{0}\t", "{0}\r", "{0}\r\n", "{0}\n\r", "\u0002{0}\u0003", "\u001d\u0010{0}\u0004\r", "\ufeff {0}\u200b"];
        foreach (var (computer, text) in ComputerKeyboard.Readable.SelectMany(computer => around.Select(text => (computer, text))))
        {
            foreach (var scanned in new[] { token.Text, Links.CheckIn(token) })
            {
                var typed = text.Replace("{0}", computer.Type(scanned), StringComparison.Ordinal);
                Assert.Contains(token.Text, ScannedCode.Read(typed, Links).Tokens.Select(read => read.Token.Text));
            }
        }
    }

    [Theory]
    [InlineData("https://elsewhere.example/check-in/", "windows en off")]
    [InlineData("https://elsewhere.example/check-in/", "windows it off")]
    [InlineData("https://elsewhere.example/check-in/", "windows de caps")]
    [InlineData("https://elsewhere.example/check-in/", "windows fr off")]
    [InlineData("https://elsewhere.example/check-in/", "windows en caps")]
    [InlineData("http://tickets.theatre-azerty.example:8443/my_quiz/check-in/", "linux es off")]
    [InlineData("https://tickets.theatre-azerty.example:8443/my_quiz/tickets/", "linux fr off")]
    public void An_address_that_is_not_a_check_in_link_is_foreign_on_every_keyboard(string address, string keyboard)
    {
        var code = ScannedCode.Read(ComputerKeyboard.Named(keyboard).Type(address + Token.New().Text), Links);

        Assert.True(code.IsForeignAddress);
        Assert.Empty(code.Tokens);
    }

    [Theory]
    [InlineData("K7QF-2M", "K7QF-2M", KeyboardMismatch.None)]
    [InlineData("k7qf2m", "K7QF-2M", KeyboardMismatch.None)]
    [InlineData("K7QF'2M", "K7QF-2M", KeyboardMismatch.Layout)]
    [InlineData("K7QFß2M", "K7QF-2M", KeyboardMismatch.Layout)]
    [InlineData("k7qf?\u0022", null, KeyboardMismatch.None)]
    [InlineData("KèAF)é?", "K7QF-2M", KeyboardMismatch.Layout)]
    [InlineData("K7ZFß2M", "K7YF-2M", KeyboardMismatch.Layout)]
    [InlineData("K7ZF2M", "K7YF-2M", KeyboardMismatch.Layout)]
    [InlineData("K7ZF-2M", null, KeyboardMismatch.None)]
    [InlineData("ACDEAC", "ACDE-AC", KeyboardMismatch.None)]
    [InlineData("ZCDEFG", null, KeyboardMismatch.None)]
    [InlineData("hello muller", null, KeyboardMismatch.None)]
    [InlineData("Zoë Müller", null, KeyboardMismatch.None)]
    [InlineData("", null, KeyboardMismatch.None)]
    [InlineData(null, null, KeyboardMismatch.None)]
    public void A_reference_is_read_as_typed_or_if_it_is_none_through_the_one_layout_that_gives_one(
        string? typed, string? reference, KeyboardMismatch mismatch)
    {
        var code = ScannedCode.Read(typed, Links);

        Assert.Equal((reference, mismatch), (code.Reference, code.ReferenceMismatch));
        Assert.Empty(code.Tokens);
        Assert.False(code.IsForeignAddress || code.IsCaseLost);
    }

    [Fact]
    public void Reading_arbitrary_text_never_throws() =>
        Gen.String[0, 200].Sample(text => Assert.InRange(ScannedCode.Read(text, Links).Tokens.Count, 0, MaxReadings));

    private static Token Read(string text) => Token.TryParse(text, out var token) ? token : throw new ArgumentException("No token.", nameof(text));
}
