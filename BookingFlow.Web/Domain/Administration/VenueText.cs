namespace BookingFlow.Web.Domain.Administration;

/// <summary>A page in the house's own words, in Markdown. Until one is written, the page is not there.</summary>
public sealed class VenueText
{
    public int Id { get; set; }

    /// <summary>Unique: there is one of each.</summary>
    public VenueTextKind Kind { get; set; }

    /// <summary>Markdown, at most <see cref="Limits.VenueText"/>.</summary>
    public required string Text { get; set; }

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>The words as they are typed, checked and tidied.</summary>
    /// <returns>The words, or: InvalidInput.</returns>
    public static Result<string> Check(string? typed)
    {
        typed = FieldChecks.Tidy(typed);
        var wrong = FieldChecks.Required(FormField.HouseText, typed)
            ?? FieldChecks.Text(FormField.HouseText, typed, Limits.VenueText, lineBreaks: true);
        return wrong is null ? typed! : Failure.InvalidInput(wrong);
    }
}
