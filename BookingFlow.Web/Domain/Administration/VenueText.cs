namespace BookingFlow.Web.Domain.Administration;

/// <summary>The venue's own text of a page such as the privacy notice, in Markdown. Without a text, the page does not exist.</summary>
public sealed class VenueText
{
    public int Id { get; set; }

    /// <summary>Unique.</summary>
    public VenueTextKind Kind { get; set; }

    /// <summary>Markdown, at most <see cref="Limits.VenueText"/>.</summary>
    public required string Text { get; set; }

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>Validates and normalizes a submitted text.</summary>
    /// <returns>The text, or: InvalidInput.</returns>
    public static Result<string> Check(string? typed)
    {
        typed = FieldChecks.Normalize(typed);
        var wrong = FieldChecks.Required(FormField.HouseText, typed)
            ?? FieldChecks.Text(FormField.HouseText, typed, Limits.VenueText, lineBreaks: true);
        return wrong is null ? typed! : Failure.InvalidInput(wrong);
    }
}
