namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Whether the doors of a performance are open, so that parties can be admitted.</summary>
public enum DoorState
{
    NotYet,
    Open,
    Closed,
}
