namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validated input of the show form.</summary>
/// <param name="Description">Markdown; may be empty.</param>
/// <param name="RunningMinutes">1 to <see cref="Limits.RunningMinutes"/>; null if not known.</param>
public sealed record ValidShow(string Title, string Slug, string Summary, string Description, int? RunningMinutes)
{
    /// <inheritdoc cref="Show.Note"/>
    public string? Note { get; init; }

    /// <summary>Validates the input and returns all problems at once. Whether the slug is in use must be checked separately.</summary>
    /// <param name="slug">If empty, an existing show keeps its slug, and a new show gets one generated from its title.</param>
    /// <param name="currentSlug">The slug of an existing show; null for a new one.</param>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<ValidShow> Check(
        string? title, string? slug, string? summary, string? description, string? runningMinutes, string? currentSlug = null,
        string? note = null)
    {
        (title, summary, description, runningMinutes) =
            (FieldChecks.Normalize(title), FieldChecks.Normalize(summary), FieldChecks.Normalize(description), FieldChecks.Normalize(runningMinutes));
        note = FieldChecks.Normalize(note);
        slug = FieldChecks.Normalize(slug) ?? currentSlug ?? FieldChecks.Normalize(Domain.Programme.Slug.From(title));
        InvalidField?[] found =
        [
            FieldChecks.Required(FormField.Title, title) ?? FieldChecks.Text(FormField.Title, title, Limits.Title),
            // The slug is generated from the title: if both are missing, report only the title.
            title is null && slug is null ? null : WrongSlug(slug),
            FieldChecks.Required(FormField.Summary, summary) ?? FieldChecks.Text(FormField.Summary, summary, Limits.Summary),
            FieldChecks.Text(FormField.Description, description, Limits.Description, lineBreaks: true),
            FieldChecks.Number(FormField.RunningMinutes, runningMinutes, Limits.RunningMinutes) ?? WrongMinutes(runningMinutes),
            FieldChecks.Text(FormField.Note, note, Limits.ShowNote, lineBreaks: true)
                ?? (note?.Count(c => c == '\n') >= Limits.ShowNoteLines ? new(FormField.Note, FieldProblem.TooLarge, Limits.ShowNoteLines) : null),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidShow(title!, slug!, summary!, description ?? "", FieldChecks.ReadNumber(runningMinutes)) { Note = note };
    }

    private static InvalidField? WrongSlug(string? slug) =>
        FieldChecks.Required(FormField.Slug, slug)
        ?? FieldChecks.Text(FormField.Slug, slug, Limits.Slug)
        ?? (Domain.Programme.Slug.IsValid(slug!) ? null : new(FormField.Slug, FieldProblem.NotASlug));

    // 0 is most likely meant as "not known", for which the field must be empty.
    private static InvalidField? WrongMinutes(string? typed) =>
        FieldChecks.ReadNumber(typed) == 0 ? new(FormField.RunningMinutes, FieldProblem.NotPositive) : null;
}
