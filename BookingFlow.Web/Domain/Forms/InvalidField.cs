namespace BookingFlow.Web.Domain.Forms;

/// <summary>An invalid form field and its problem.</summary>
/// <param name="Limit">The limit that the value exceeds; null if the problem has none.</param>
/// <param name="Typed">
/// The invalid value, where the message names it: one of several in <see cref="FormField.Dates"/> or <see cref="FormField.FrameOrigins"/>, or a
/// colour; null otherwise.
/// </param>
public sealed record InvalidField(FormField Field, FieldProblem Problem, int? Limit = null, string? Typed = null);
