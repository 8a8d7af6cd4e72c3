namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>What the form of a performance shows: what was typed, what was wrong with it, and what can be chosen.</summary>
/// <param name="IsNew">A new one has its seats typed here; afterwards they are changed by themselves.</param>
public sealed record PerformanceForm(
    PerformanceInput Typed, Failure? Failure, bool IsNew, IReadOnlyList<(
        string Value, string Text)> Shows, IReadOnlyList<(string Value, string Text)> Rooms)
{
    /// <summary>Whether to ask which of two times is meant: it was not said, or was.</summary>
    public bool Asks(FormField occurrence, string? typed) =>
        !string.IsNullOrEmpty(typed) || Failure?.Fields.Any(wrong => wrong.Field == occurrence) == true;
}
