namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A confirmed party, as the house knows it.</summary>
public sealed record SeatedParty(int PerformanceId, int Id, string Name, string Reference, int PartySize);
