using System.Globalization;

namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Validated input of the reservation form: trimmed, with empty optional fields as null.</summary>
public sealed record ValidReservation
{
    private readonly AccessNeeds _access;

    private ValidReservation(string name, string? email, string? phone, string? notes, int partySize, int? smallestParty, AccessNeeds access) =>
        (Name, Email, Phone, Notes, PartySize, SmallestParty, _access) = (name, email, phone, notes, partySize, smallestParty, access);

    public string Name { get; }

    /// <summary>Null only for reservations made by staff.</summary>
    public string? Email { get; }

    public string? Phone { get; }

    public string? Notes { get; }

    /// <summary>1 to the limit passed to <see cref="Check"/>.</summary>
    public int PartySize { get; }

    /// <inheritdoc cref="Reservation.SmallestParty"/>
    public int? SmallestParty { get; }

    /// <summary>Answers to the show's questions; none for a question that was not answered.</summary>
    public IReadOnlyList<ValidAnswer> Answers { get; private init; } = [];

    /// <summary>Wheelchair and companion places that the party asks for, not more than its people.</summary>
    public AccessPlaces AccessPlaces => _access.Places;

    /// <inheritdoc cref="Reservation.NeedsStepFreeAccess"/>
    public bool NeedsStepFreeAccess => _access.StepFreeAccess;

    /// <inheritdoc cref="Reservation.NeedsInductionLoop"/>
    public bool NeedsInductionLoop => _access.InductionLoop;

    /// <summary>Validates the input and returns all problems at once.</summary>
    /// <param name="partySize">As text, so that an input such as "two" is reported as not a number rather than bound to 0.</param>
    /// <param name="maxPartySize">Maximum party size, 1 or more.</param>
    /// <param name="needsEmail">False for reservations made by staff, who can print the ticket.</param>
    /// <param name="allowsNonAsciiEmail">From <see cref="MailServerCapabilities"/>.</param>
    /// <param name="waits">Whether the party asks for the waiting list if there are too few seats.</param>
    /// <param name="questions">The questions that the form asks; null for none.</param>
    /// <param name="answers">As submitted, by position of the question; null for none.</param>
    /// <param name="smallestParty">The smallest number of people with which it would come; empty for the whole party; ignored if it does not wait.</param>
    /// <param name="access">What the party asks for, without what is not offered (<see cref="AccessNeeds.OfferedBy"/>).</param>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<ValidReservation> Check(
        string? name, string? email, string? phone, string? notes, string? partySize, int maxPartySize, bool needsEmail = true,
        bool allowsNonAsciiEmail = true, bool waits = false, string? smallestParty = null,
        IReadOnlyList<ShowQuestion>? questions = null, IReadOnlyList<string?>? answers = null,
        AccessNeeds access = default)
    {
        (name, email, phone) = (FieldChecks.NormalizeLine(name), EmailAddress.Read(email), FieldChecks.NormalizeLine(phone));
        (notes, partySize) = (FieldChecks.Normalize(notes), FieldChecks.NormalizeLine(partySize));
        smallestParty = waits ? FieldChecks.NormalizeLine(smallestParty) ?? partySize : null;
        var wrongParty = FieldChecks.Required(FormField.PartySize, partySize) ?? FieldChecks.PartySize(partySize, maxPartySize);
        var answered = CheckAnswers(questions ?? [], answers ?? []);
        InvalidField?[] found =
        [
            FieldChecks.Required(FormField.Name, name) ?? FieldChecks.Text(FormField.Name, name, Limits.Name),
            FieldChecks.Email(FormField.Email, email, needsEmail, allowsNonAsciiEmail),
            FieldChecks.Text(FormField.Phone, phone, Limits.Phone),
            FieldChecks.Text(FormField.Notes, notes, Limits.Notes, lineBreaks: true),
            .. answered.Failure?.Fields ?? [],
            wrongParty,
            // Compared with the party size, so only once that is valid.
            wrongParty is null && smallestParty is not null
                ? FieldChecks.People(FormField.SmallestParty, smallestParty, FieldChecks.ReadNumber(partySize)!.Value)
                : null,
            access.Check(wrongParty is null ? FieldChecks.ReadNumber(partySize) : null),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidReservation(
                name!, email, phone, notes, FieldChecks.ReadNumber(partySize)!.Value, FieldChecks.ReadNumber(smallestParty), access)
            { Answers = answered.Value! };
    }

    /// <summary>The field of the answer to the question at a position.</summary>
    /// <param name="position">1 to <see cref="ShowQuestion.MaxCount"/>.</param>
    public static FormField AnswerField(int position) => position switch
    {
        1 => FormField.Answer1,
        2 => FormField.Answer2,
        _ => FormField.Answer3,
    };

    /// <summary>Validates the answers to questions.</summary>
    /// <param name="typed">As submitted, by position of the question; those without a question are ignored.</param>
    /// <returns>The answers, or: InvalidInput.</returns>
    public static Result<List<ValidAnswer>> CheckAnswers(IEnumerable<ShowQuestion> questions, IReadOnlyList<string?> typed)
    {
        var answers = questions.OrderBy(q => q.Position)
            .Select(q => (Question: q, Result: q.Check(AnswerField(q.Position), typed.ElementAtOrDefault(q.Position - 1))))
            .ToList();
        return answers.Exists(a => a.Result.Wrong is not null)
            ? Failure.InvalidInput([.. answers.Select(a => a.Result.Wrong).OfType<InvalidField>()])
            : answers.Where(a => a.Result.Answer is not null).Select(a => new ValidAnswer(a.Question.Id, a.Result.Answer!)).ToList();
    }

    /// <summary>Returns the idempotency key of a submission, made of the form's id and all its input.</summary>
    /// <remarks>A double click has the same key; going back and submitting changed input has another one.</remarks>
    public Guid SubmissionKey(Guid submissionId, int performanceId) => SubmissionId.Of(
        [submissionId.ToString(), performanceId.ToString(CultureInfo.InvariantCulture),
        Name, Email, Phone, Notes, PartySize.ToString(CultureInfo.InvariantCulture),
        SmallestParty?.ToString(CultureInfo.InvariantCulture), _access == default ? null : $"{_access}",
        .. Answers.Select(answer => $"{answer.QuestionId} {answer.Text}")]);
}
