namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Purpose of a token. Stored in snake case: <c>confirmation</c>, <c>ticket</c>, <c>check_in</c>, <c>party</c>.</summary>
public enum TokenPurpose
{
    Confirmation,
    Ticket,
    CheckIn,

    /// <summary>Opens the party's own page, where it can change the reservation.</summary>
    Party,
}
