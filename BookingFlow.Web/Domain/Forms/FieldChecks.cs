using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>What the checks of every form are made of. Each takes what was typed and returns what is wrong with it, or null.</summary>
public static class FieldChecks
{
    private static readonly SearchValues<char> NotInAnAddress = SearchValues.Create(" \"(),:;<>[\\]");

    public static string? Tidy(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().ReplaceLineEndings("\n");

    public static InvalidField? Required(FormField field, string? text) =>
        text is null ? new(field, FieldProblem.Missing) : null;

    public static InvalidField? Text(FormField field, string? text, int limit, bool lineBreaks = false) => text switch
    {
        null => null,
        _ when text.Length > limit => new(field, FieldProblem.TooLong, limit),
        _ when !IsPlain(text, lineBreaks) => new(field, FieldProblem.HasControlCharacters),
        _ => null,
    };

    // Control characters and broken surrogates could smuggle lines into mail headers and terminals, and neither
    // database stores a lone surrogate as it was typed.
    private static bool IsPlain(string text, bool lineBreaks)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || IsDirectionOverride(rune)
                || (Rune.IsControl(rune) && !(lineBreaks && rune.Value is '\n' or '\t')))
            {
                return false;
            }
        }

        return true;
    }

    // U+202A to U+202E and U+2066 to U+2069 turn what stands around them round: on the steward's screen the name
    // would read as another. Joiners (U+200C, U+200D) stay, for names and emoji that are written with them.
    private static bool IsDirectionOverride(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>The reason for a change, as it is written into the audit log: one line of at most <see cref="Limits.Reason"/> characters.</summary>
    public static InvalidField? Reason(string? reason, bool required = true) =>
        (required ? Required(FormField.Reason, reason) : null) ?? Text(FormField.Reason, reason, Limits.Reason);

    /// <summary>
    /// An e-mail address of at most <see cref="Limits.Email"/> characters. The framework's parser decides what an address is; on top of
    /// it, only a bare address that can be handed to a mail server as it stands: no display name, no quotes or comments, a dot in the host.
    /// </summary>
    public static InvalidField? Email(FormField field, string? email, bool required = true)
    {
        if (email is null)
        {
            return required ? new(field, FieldProblem.Missing) : null;
        }

        return Text(field, email, Limits.Email) ?? (IsBareAddress(email) ? null : new(field, FieldProblem.NotAnEmail));
    }

    // Most mail servers refuse an address with other letters before the @ for good (RFC 6531 is optional), and the visitor
    // would wait for nothing. The host may have them: it is written in ASCII on the wire.
    private static bool IsBareAddress(string email) =>
        MailAddress.TryCreate(email, out var address)
        && string.Equals(address.Address, email, StringComparison.Ordinal)
        && !email.AsSpan().ContainsAny(NotInAnAddress)
        && address.User.Length <= 64
        && !address.User.EndsWith('.')
        && Ascii.IsValid(address.User)
        && address.Host.Contains('.', StringComparison.Ordinal)
        && Uri.CheckHostName(address.Host) == UriHostNameType.Dns;

    /// <summary>People in one reservation, 1 to the limit.</summary>
    public static InvalidField? PartySize(string? typed, int maxPartySize) => People(FormField.PartySize, typed, maxPartySize);

    /// <summary>People, 1 to the limit.</summary>
    public static InvalidField? People(FormField field, string? typed, int limit)
    {
        if (!long.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
        {
            return new(field, FieldProblem.NotANumber);
        }

        if (count < 1)
        {
            return new(field, FieldProblem.NotPositive);
        }

        return count > limit ? new(field, FieldProblem.TooMany, limit) : null;
    }

    /// <summary>A whole number from 0 to the limit, where one was typed.</summary>
    public static InvalidField? Number(FormField field, string? typed, int limit)
    {
        if (typed is null)
        {
            return null;
        }

        if (!long.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return new(field, FieldProblem.NotANumber);
        }

        if (number < 0)
        {
            return new(field, FieldProblem.Negative);
        }

        return number > limit ? new(field, FieldProblem.TooLarge, limit) : null;
    }

    /// <summary>What <see cref="Number"/> found nothing wrong with; null where nothing was typed.</summary>
    public static int? ReadNumber(string? typed) => typed is null ? null : int.Parse(typed, CultureInfo.InvariantCulture);
}
