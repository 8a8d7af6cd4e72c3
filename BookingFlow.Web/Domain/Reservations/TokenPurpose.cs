namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Purpose of a token. Stored in snake case: <c>confirmation</c>, <c>ticket</c>, <c>check_in</c>.</summary>
public enum TokenPurpose
{
    Confirmation,
    Ticket,
    CheckIn,
}
