namespace BookingFlow.Web.Domain.Programme;

/// <summary>What the house tells of a show, checked and tidied.</summary>
/// <param name="Description">Markdown; may be empty.</param>
/// <param name="RunningMinutes">1 to <see cref="Limits.RunningMinutes"/>; null when not known.</param>
public sealed record ValidShow(string Title, string Slug, string Summary, string Description, int? RunningMinutes)
{
    /// <summary>Checks what was typed and tells everything that is wrong at once. Whether the address is free is not known here.</summary>
    /// <param name="slug">Empty: the show keeps its address, and a new one gets the address that its title makes.</param>
    /// <param name="currentSlug">The address of a show that has one.</param>
    public static Result<ValidShow> Check(
        string? title, string? slug, string? summary, string? description, string? runningMinutes, string? currentSlug = null)
    {
        (title, summary, description, runningMinutes) =
            (FieldChecks.Tidy(title), FieldChecks.Tidy(summary), FieldChecks.Tidy(description), FieldChecks.Tidy(runningMinutes));
        slug = FieldChecks.Tidy(slug) ?? currentSlug ?? FieldChecks.Tidy(Domain.Programme.Slug.From(title));
        InvalidField?[] found =
        [
            FieldChecks.Required(FormField.Title, title) ?? FieldChecks.Text(FormField.Title, title, Limits.Title),
            // Where the title is missing as well, that is what there is to say.
            title is null && slug is null ? null : WrongSlug(slug),
            FieldChecks.Required(FormField.Summary, summary) ?? FieldChecks.Text(FormField.Summary, summary, Limits.Summary),
            FieldChecks.Text(FormField.Description, description, Limits.Description, lineBreaks: true),
            FieldChecks.Number(FormField.RunningMinutes, runningMinutes, Limits.RunningMinutes) ?? WrongMinutes(runningMinutes),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidShow(title!, slug!, summary!, description ?? "", FieldChecks.ReadNumber(runningMinutes));
    }

    private static InvalidField? WrongSlug(string? slug) =>
        FieldChecks.Required(FormField.Slug, slug)
        ?? FieldChecks.Text(FormField.Slug, slug, Limits.Slug)
        ?? (Domain.Programme.Slug.IsGood(slug!) ? null : new(FormField.Slug, FieldProblem.NotASlug));

    // A play takes a minute at least; a zero was meant to say "not known", which is an empty field.
    private static InvalidField? WrongMinutes(string? typed) =>
        FieldChecks.ReadNumber(typed) == 0 ? new(FormField.RunningMinutes, FieldProblem.NotPositive) : null;
}
