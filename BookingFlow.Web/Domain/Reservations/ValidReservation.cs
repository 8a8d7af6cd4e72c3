using System.Globalization;

namespace BookingFlow.Web.Domain.Reservations;

/// <summary>What a visitor asks for, checked and tidied: trimmed, with empty optional fields as null.</summary>
public sealed record ValidReservation
{
    private ValidReservation(string name, string? email, string? phone, string? notes, int partySize) =>
        (Name, Email, Phone, Notes, PartySize) = (name, email, phone, notes, partySize);

    public string Name { get; }

    /// <summary>Null only for a party of the counter.</summary>
    public string? Email { get; }

    public string? Phone { get; }

    public string? Notes { get; }

    /// <summary>1 to the limit that it was checked against.</summary>
    public int PartySize { get; }

    /// <summary>
    /// Checks what was typed and tells everything that is wrong at once. Party size is taken as text, so that
    /// "two" is told as what it is instead of turning into 0.
    /// </summary>
    /// <param name="needsEmail">False at the counter: the ticket is printed there.</param>
    public static Result<ValidReservation> Check(
        string? name, string? email, string? phone, string? notes, string? partySize, int maxPartySize, bool needsEmail = true)
    {
        (name, email, phone, notes, partySize) = (
            FieldChecks.Tidy(name), FieldChecks.Tidy(email), FieldChecks.Tidy(phone), FieldChecks.Tidy(notes), FieldChecks.Tidy(partySize));
        InvalidField?[] found =
        [
            FieldChecks.Required(FormField.Name, name) ?? FieldChecks.Text(FormField.Name, name, Limits.Name),
            FieldChecks.Email(FormField.Email, email, needsEmail),
            FieldChecks.Text(FormField.Phone, phone, Limits.Phone),
            FieldChecks.Text(FormField.Notes, notes, Limits.Notes, lineBreaks: true),
            FieldChecks.Required(FormField.PartySize, partySize) ?? FieldChecks.PartySize(partySize, maxPartySize),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidReservation(name!, email, phone, notes, int.Parse(partySize!, CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The key under which this very submission is stored once: the form's id together with everything that was
    /// asked for. A double click has the same key; going back and asking for something else has another.
    /// </summary>
    public Guid SubmissionKey(Guid submissionId, int performanceId) => SubmissionId.Of(
        submissionId.ToString(), performanceId.ToString(CultureInfo.InvariantCulture),
        Name, Email, Phone, Notes, PartySize.ToString(CultureInfo.InvariantCulture));
}
