namespace BookingFlow.Web.Domain.Forms;

/// <summary>One field that is wrong: what is wrong, and the limit that it broke, where there is one.</summary>
/// <param name="Typed">Which of several in one field (<see cref="FormField.Dates"/>).</param>
public sealed record InvalidField(FormField Field, FieldProblem Problem, int? Limit = null, string? Typed = null);
