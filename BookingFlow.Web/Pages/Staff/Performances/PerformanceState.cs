namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Where a performance stands, as the house says it in one or two words.</summary>
public enum PerformanceState
{
    CalledOff,
    Over,
    NotPublished,
    Private,
    BookingOff,
    NotYetOpen,
    BookingOver,
    SoldOut,
    Open,
}
