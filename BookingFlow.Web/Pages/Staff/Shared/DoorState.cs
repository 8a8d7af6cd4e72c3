namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Whether parties can be let in.</summary>
public enum DoorState
{
    NotYet,
    Open,
    Closed,
}
