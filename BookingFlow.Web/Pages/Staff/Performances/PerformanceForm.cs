namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Model of the performance form (<c>_PerformanceFields.cshtml</c>): input, errors and choices.</summary>
/// <param name="IsNew">Whether the performance is added. Only then the form has the seat fields; later they have their own page.</param>
public sealed record PerformanceForm(
    PerformanceInput Input, Failure? Failure, bool IsNew, IReadOnlyList<(
        string Value, string Text)> Shows, IReadOnlyList<(string Value, string Text)> Rooms)
{
    /// <summary>
    /// Whether to show an occurrence field, which chooses between the two occurrences of a time in the hour that repeats when clocks go
    /// back: it has a value, or an error.
    /// </summary>
    public bool AsksOccurrence(FormField occurrence, string? value) =>
        !string.IsNullOrEmpty(value) || Failure?.Fields.Any(error => error.Field == occurrence) == true;
}
