namespace BookingFlow.Web.Domain.Reservations;

/// <summary>A party's answer to a question of the show (<see cref="ShowQuestion"/>).</summary>
/// <remarks>Personal data that is needed for the evening only, so it is erased before the rest (docs/decisions/0071).</remarks>
public sealed class Answer
{
    /// <summary>How long after the start of its performance an answer is kept, or as long as the party's other data if that is shorter.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(3);

    public int Id { get; set; }

    public int ReservationId { get; set; }

    public Reservation Reservation { get; set; } = null!;

    public int QuestionId { get; set; }

    public ShowQuestion Question { get; set; } = null!;

    /// <summary>A line of text, one of the choices, or <see cref="ShowQuestion.Ticked"/>.</summary>
    public required string Text { get; set; }
}
