using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>Validation of single form fields. Each check takes the normalized input and returns the problem, or null if the input is valid.</summary>
public static class FieldChecks
{
    private static readonly SearchValues<char> ForbiddenInEmail = SearchValues.Create(" \"(),:;<>[\\]");

    /// <summary>Trims the input and converts line endings to <c>\n</c>; null if it is empty.</summary>
    public static string? Normalize(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().ReplaceLineEndings("\n");

    public static InvalidField? Required(FormField field, string? text) =>
        text is null ? new(field, FieldProblem.Missing) : null;

    public static InvalidField? Text(FormField field, string? text, int limit, bool lineBreaks = false) => text switch
    {
        null => null,
        _ when text.Length > limit => new(field, FieldProblem.TooLong, limit),
        _ when !IsPlain(text, lineBreaks) => new(field, FieldProblem.HasControlCharacters),
        _ => null,
    };

    // Control characters allow injection into mail headers and terminals. Neither database stores a lone surrogate unchanged.
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

    // U+202A to U+202E and U+2066 to U+2069 override the text direction, so that a name could read as another one on the steward's
    // screen. Joiners (U+200C, U+200D) are allowed: some names and emoji need them.
    private static bool IsDirectionOverride(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>Checks the reason for a change, which goes into the audit log: one line, at most <see cref="Limits.Reason"/>.</summary>
    public static InvalidField? Reason(string? reason, bool required = true) =>
        (required ? Required(FormField.Reason, reason) : null) ?? Text(FormField.Reason, reason, Limits.Reason);

    /// <summary>Checks an e-mail address: at most <see cref="Limits.Email"/>, and a bare address that a mail server accepts unchanged.</summary>
    /// <remarks>
    /// On top of <see cref="MailAddress"/>: no display name, quotes or comments, a dot in the host, and only ASCII before the @.
    /// </remarks>
    public static InvalidField? Email(FormField field, string? email, bool required = true)
    {
        if (email is null)
        {
            return required ? new(field, FieldProblem.Missing) : null;
        }

        return Text(field, email, Limits.Email) ?? (IsBareAddress(email) ? null : new(field, FieldProblem.NotAnEmail));
    }

    // Most mail servers permanently reject a local part that is not ASCII (RFC 6531 is optional), so the mail would never arrive.
    // The host may be an internationalized name: it is sent in its ASCII form.
    private static bool IsBareAddress(string email) =>
        MailAddress.TryCreate(email, out var address)
        && string.Equals(address.Address, email, StringComparison.Ordinal)
        && !email.AsSpan().ContainsAny(ForbiddenInEmail)
        && address.User.Length <= 64
        && !address.User.EndsWith('.')
        && Ascii.IsValid(address.User)
        && address.Host.Contains('.', StringComparison.Ordinal)
        && Uri.CheckHostName(address.Host) == UriHostNameType.Dns;

    /// <summary>Checks the number of people in a reservation: 1 to the limit.</summary>
    public static InvalidField? PartySize(string? typed, int maxPartySize) => People(FormField.PartySize, typed, maxPartySize);

    /// <summary>Checks a number of people: 1 to the limit.</summary>
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

    /// <summary>Checks an optional whole number: 0 to the limit.</summary>
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

    /// <summary>Parses an input that <see cref="Number"/> accepted; null if the field is empty.</summary>
    public static int? ReadNumber(string? typed) => typed is null ? null : int.Parse(typed, CultureInfo.InvariantCulture);
}
