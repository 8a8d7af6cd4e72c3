namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>A party in the waiting list of a performance.</summary>
/// <param name="Since">When it joined; UTC.</param>
public sealed record WaitingLine(int Id, string Name, string Reference, int PartySize, int SmallestParty, DateTime Since, ReservationStatus Status)
{
    /// <summary>How many parties that joined later got seats that came free.</summary>
    public int PassedOver { get; init; }
}
