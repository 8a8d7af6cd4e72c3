namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A confirmed party, which holds seats.</summary>
/// <param name="Id">Id of the reservation.</param>
public sealed record SeatedParty(int PerformanceId, int Id, string Name, string Reference, int PartySize);
