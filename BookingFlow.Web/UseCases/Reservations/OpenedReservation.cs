namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>The link to a reservation that was opened from its group.</summary>
/// <param name="Link">A confirmation token, of which only the party token is stored unless the reservation is pending.</param>
public sealed record OpenedReservation(Token Link, bool IsPending);
