using System.Globalization;
using System.Text;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>Validation of single form fields. Each check takes the normalized input and returns the problem, or null if the input is valid.</summary>
public static class FieldChecks
{
    /// <summary>
    /// Trims the input, converts line endings to <c>\n</c> and removes invisible controls (<see cref="PastedText.Clean"/>); null if it is empty.
    /// </summary>
    public static string? Normalize(string? typed) =>
        typed is null || PastedText.Clean(typed).Trim() is not { Length: > 0 } text ? null : text.ReplaceLineEndings("\n");

    /// <summary>Normalizes the input of a field of one line, in which nothing invisible is intended (<see cref="PastedText.CleanLine"/>).</summary>
    public static string? NormalizeLine(string? typed) => typed is null ? null : Normalize(PastedText.CleanLine(typed));

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
                || IsNoncharacter(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || (Rune.IsControl(rune) && !(lineBreaks && rune.Value is '\n' or '\t')))
            {
                return false;
            }
        }

        return true;
    }

    // Not for interchange, and string.Normalize throws on some.
    private static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    /// <summary>Checks the reason for a change, which goes into the audit log: one line, at most <see cref="Limits.Reason"/>.</summary>
    public static InvalidField? Reason(string? reason, bool required = true) =>
        (required ? Required(FormField.Reason, reason) : null) ?? Text(FormField.Reason, reason, Limits.Reason);

    /// <summary>Checks an e-mail address from <see cref="EmailAddress.Read"/>: at most <see cref="Limits.Email"/>, and valid.</summary>
    /// <param name="allowsNonAscii">False if the mail server is known to refuse letters beyond ASCII before the @.</param>
    public static InvalidField? Email(FormField field, string? email, bool required = true, bool allowsNonAscii = true)
    {
        if (email is null)
        {
            return required ? new(field, FieldProblem.Missing) : null;
        }

        if (Text(field, email, Limits.Email) is { } wrong)
        {
            return wrong;
        }

        if (!EmailAddress.IsValid(email))
        {
            return new(field, FieldProblem.NotAnEmail);
        }

        return allowsNonAscii || !EmailAddress.NeedsSmtpUtf8(email) ? null : new(field, FieldProblem.NonAsciiEmail);
    }

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
