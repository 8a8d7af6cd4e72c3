using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;

namespace BookingFlow.Web.Domain;

/// <summary>The fields of the reservation form.</summary>
public enum ReservationField
{
    Name,
    Email,
    Phone,
    Notes,
    PartySize,
}

/// <summary>What can be wrong with a field.</summary>
public enum FieldProblem
{
    Missing,
    TooLong,
    NotAnEmail,
    NotANumber,
    NotPositive,
    TooMany,
    HasControlCharacters,
}

/// <summary>One field that is wrong: what is wrong, and the limit that it broke, where there is one.</summary>
public sealed record InvalidField(ReservationField Field, FieldProblem Problem, int? Limit = null);

/// <summary>What a visitor asks for, checked and tidied: trimmed, with empty optional fields as null.</summary>
public sealed record ReservationDetails
{
    private static readonly SearchValues<char> NotInAnAddress = SearchValues.Create(" \"(),:;<>[\\]");

    private ReservationDetails(string name, string email, string? phone, string? notes, int partySize) =>
        (Name, Email, Phone, Notes, PartySize) = (name, email, phone, notes, partySize);

    public string Name { get; }

    public string Email { get; }

    public string? Phone { get; }

    public string? Notes { get; }

    /// <summary>1 to the limit that it was checked against.</summary>
    public int PartySize { get; }

    /// <summary>
    /// Checks what was typed and tells everything that is wrong at once. Party size is taken as text, so that
    /// "two" is told as what it is instead of turning into 0.
    /// </summary>
    public static Result<ReservationDetails> Check(
        string? name, string? email, string? phone, string? notes, string? partySize, int maxPartySize)
    {
        (name, email, phone, notes, partySize) = (Tidy(name), Tidy(email), Tidy(phone), Tidy(notes), Tidy(partySize));
        InvalidField?[] found =
        [
            Required(ReservationField.Name, name) ?? Text(ReservationField.Name, name, Limits.Name),
            Required(ReservationField.Email, email) ?? Text(ReservationField.Email, email, Limits.Email) ?? Address(email),
            Text(ReservationField.Phone, phone, Limits.Phone),
            Text(ReservationField.Notes, notes, Limits.Notes, lineBreaks: true),
            Required(ReservationField.PartySize, partySize) ?? Count(partySize, maxPartySize),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ReservationDetails(name!, email!, phone, notes, int.Parse(partySize!, CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The key under which this very submission is stored once: the form's id together with everything that was
    /// asked for. A double click has the same key; going back and asking for something else has another.
    /// </summary>
    public Guid SubmissionKey(Guid submissionId, int performanceId)
    {
        var text = string.Join('\u001F', submissionId.ToString(), performanceId.ToString(CultureInfo.InvariantCulture),
            Name, Email, Phone, Notes, PartySize.ToString(CultureInfo.InvariantCulture));
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private static string? Tidy(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().ReplaceLineEndings("\n");

    private static InvalidField? Required(ReservationField field, string? text) =>
        text is null ? new(field, FieldProblem.Missing) : null;

    private static InvalidField? Text(ReservationField field, string? text, int limit, bool lineBreaks = false) => text switch
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

    // The framework's parser decides what an address is; on top of it, only a bare address that can be handed to a
    // mail server as it stands: no display name, no quotes or comments, a dot in the host.
    private static InvalidField? Address(string? email) =>
        email is not null
        && MailAddress.TryCreate(email, out var address)
        && string.Equals(address.Address, email, StringComparison.Ordinal)
        && !email.AsSpan().ContainsAny(NotInAnAddress)
        && address.User.Length <= 64
        && !address.User.EndsWith('.')
        // Most mail servers refuse an address with other letters before the @ for good (RFC 6531 is optional), and
        // the visitor would wait for nothing. The host may have them: it is written in ASCII on the wire.
        && Ascii.IsValid(address.User)
        && address.Host.Contains('.', StringComparison.Ordinal)
        && Uri.CheckHostName(address.Host) == UriHostNameType.Dns
            ? null
            : new(ReservationField.Email, FieldProblem.NotAnEmail);

    private static InvalidField? Count(string? typed, int maxPartySize)
    {
        if (!long.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
        {
            return new(ReservationField.PartySize, FieldProblem.NotANumber);
        }

        if (count < 1)
        {
            return new(ReservationField.PartySize, FieldProblem.NotPositive);
        }

        return count > maxPartySize ? new(ReservationField.PartySize, FieldProblem.TooMany, maxPartySize) : null;
    }
}
