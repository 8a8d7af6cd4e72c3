namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Most important state of a performance, for staff lists. The names are resource keys (<c>Performances.State.*</c>).</summary>
public enum PerformanceState
{
    Cancelled,
    Over,
    NotPublished,
    Private,
    ByLink,
    BookingOff,
    NotYetOpen,
    BookingOver,
    SoldOut,
    Open,
}
