namespace BookingFlow.Web.Domain.Reservations;

/// <summary>What a token opens. Stored as a word: <c>confirmation</c>, <c>ticket</c>, <c>check_in</c>.</summary>
public enum TokenPurpose
{
    Confirmation,
    Ticket,
    CheckIn,
}
