using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>Reads and checks e-mail addresses of form input, and brings them to their canonical form.</summary>
/// <remarks>
/// One mailbox can be written in endless ways, which a limit or a comparison would count as many (docs/decisions/0056). Canonical is: compatibility
/// letters replaced (NFKC), nothing invisible, and the host in the Unicode form of IDNA, in lower case and without a final dot. The letters before
/// the @ keep their case, because a mail server may distinguish it; comparisons do not (<see cref="MailboxKey"/>).
/// </remarks>
public static class EmailAddress
{
    /// <summary>RFC 5321 §4.5.3.1.1; in octets.</summary>
    private const int LongestLocalPart = 64;

    private const string MailtoScheme = "mailto:";

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" \"(),:;<>[\\]");

    // What sentences, lists and quotations put before and after an address. None of it can begin an address that exists, or end any.
    private static readonly char[] Before = [.. " <([{\"'“”„«»‹›‘’‚,;:"];
    private static readonly char[] After = [.. " >)]}\"'“”„«»‹›‘’‚.,;:!?…"];

    /// <summary>Takes the address out of what was typed, pasted or filled in.</summary>
    /// <remarks>
    /// Puts right what leaves no doubt which address is meant: <c>name@example.org.</c>, <c>Ada &lt;ada@example.org&gt;</c>, a mailto link, spaces
    /// that phone keyboards insert around @ and dots, and full-width letters. Everything else is left to <see cref="IsValid"/>.
    /// </remarks>
    /// <returns>The address in its canonical form; or what was typed, invalid, if it has none; null if the input is empty.</returns>
    public static string? Read(string? typed)
    {
        if (FieldChecks.NormalizeLine(typed) is not { } text)
        {
            return null;
        }

        var address = WithoutMailto(WithoutDisplayName(ToCompatibilityForm(text)).TrimStart(Before).TrimEnd(After));
        var at = address.LastIndexOf('@');
        if (at >= 0)
        {
            address = $"{address[..at].TrimEnd(' ')}@{string.Join('.', EmailHost.Labels(address[(at + 1)..]).Select(label => label.Trim(' ')))}";
        }

        return address.Length == 0 ? text : Canonical(address);
    }

    /// <summary>Returns the canonical form of an address that was stored, perhaps by an earlier version.</summary>
    /// <returns>The address itself if it has none, because it is not valid.</returns>
    public static string Canonical(string email)
    {
        var address = ToCompatibilityForm(email);
        var at = address.LastIndexOf('@');
        return at >= 0 && EmailHost.ToUnicode(address[(at + 1)..]) is { } host ? $"{address[..at]}@{host}" : address;
    }

    /// <summary>Whether it is a bare address that mail servers accept unchanged.</summary>
    /// <remarks>
    /// On top of <see cref="MailAddress"/>: no display name, quotes or comments, and a dot in the host. The host may be an internationalized name;
    /// it is sent in its ASCII form. For letters beyond ASCII before the @ see <see cref="NeedsSmtpUtf8"/>.
    /// </remarks>
    public static bool IsValid(string email) =>
        MailAddress.TryCreate(email, out var address)
        && string.Equals(address.Address, email, StringComparison.Ordinal)
        && !email.AsSpan().ContainsAny(Forbidden)
        && Encoding.UTF8.GetByteCount(address.User) <= LongestLocalPart
        && !address.User.EndsWith('.')
        && address.User.EnumerateRunes().All(IsVisible)
        && address.Host.Contains('.', StringComparison.Ordinal)
        && EmailHost.ToAscii(address.Host) is { } host
        && Uri.CheckHostName(host) == UriHostNameType.Dns;

    /// <summary>Whether mail to it needs a mail server with SMTPUTF8 (RFC 6531): it has letters beyond ASCII before the @.</summary>
    public static bool NeedsSmtpUtf8(string email) => !Ascii.IsValid(email.AsSpan(0, Math.Max(0, email.LastIndexOf('@'))));

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        or UnicodeCategory.Surrogate or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // Replaces full-width letters of East Asian keyboards and ligatures of typeset documents. string.Normalize throws on U+FFFE, which is refused.
    // The replacements can leave joiners between letters that they do not shape, so these are removed after it.
    private static string ToCompatibilityForm(string text) =>
        Ascii.IsValid(text) || FieldChecks.Text(FormField.Email, text, int.MaxValue) is not null
            ? text
            : PastedText.CleanLine(PastedText.WithoutIgnorable(text).Normalize(NormalizationForm.FormKC));

    // "Ada <ada@example.org>", as mail programs and autofill write it. Of two addresses, choosing one would be a guess.
    private static string WithoutDisplayName(string text)
    {
        var (start, end) = (text.IndexOf('<', StringComparison.Ordinal), text.LastIndexOf('>'));
        if (start < 0 || end < start)
        {
            return text;
        }

        var (name, address) = (text[..start].Trim(Before), text[(start + 1)..end]);
        var isOnly = !name.Contains('@', StringComparison.Ordinal) || string.Equals(name, address, StringComparison.OrdinalIgnoreCase);
        return isOnly && address.Contains('@', StringComparison.Ordinal) && !text.AsSpan(end).Contains('@') ? address : text;
    }

    private static string WithoutMailto(string address) =>
        address.StartsWith(MailtoScheme, StringComparison.OrdinalIgnoreCase) ? address[MailtoScheme.Length..].Split('?')[0] : address;
}
