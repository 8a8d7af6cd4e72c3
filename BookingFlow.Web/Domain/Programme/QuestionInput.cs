namespace BookingFlow.Web.Domain.Programme;

/// <summary>Submitted question of a show, not yet validated.</summary>
/// <param name="Text">Empty to ask nothing.</param>
/// <param name="Kind">A name of <see cref="QuestionKind"/>; null for a text.</param>
/// <param name="Choices">One a line; ignored for other kinds.</param>
public sealed record QuestionInput(string? Text, string? Kind, string? Choices);
