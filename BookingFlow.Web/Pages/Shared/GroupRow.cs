namespace BookingFlow.Web.Pages.Shared;

/// <summary>A reservation of a group, with where it stands.</summary>
/// <param name="Reservation">With its performance, show and room.</param>
/// <param name="Refusal">Why a pending reservation could not be confirmed now; null if it could, and for others.</param>
public sealed record GroupRow(Reservation Reservation, PartyState State, Failure? Refusal)
{
    public bool HasTicket => State is PartyState.Confirmed or PartyState.Closed or PartyState.CheckedIn;

    /// <summary>Whether the confirmation link of the group would confirm it now.</summary>
    public bool CanConfirm => State == PartyState.Pending && Refusal is null;
}
