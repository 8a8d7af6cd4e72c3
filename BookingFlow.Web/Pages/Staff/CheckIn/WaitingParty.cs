namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>A party of a waiting list that can be admitted at the door.</summary>
public sealed record WaitingParty(int Id, string Name, string Reference, int PartySize, int PerformanceId, string ShowTitle);
