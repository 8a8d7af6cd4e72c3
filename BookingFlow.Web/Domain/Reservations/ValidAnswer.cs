namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Validated answer to a question of the show.</summary>
public sealed record ValidAnswer(int QuestionId, string Text);
