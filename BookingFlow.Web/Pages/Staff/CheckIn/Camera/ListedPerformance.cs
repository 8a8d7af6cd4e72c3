namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>The performance of a device's list. Times are UTC.</summary>
/// <param name="DoorsOpenAt">Null: at any time before the start.</param>
/// <param name="DoorsCloseAt">Null: never.</param>
public sealed record ListedPerformance(
    int Id, string Show, string Room, DateTime StartsAt, DateTime? DoorsOpenAt, DateTime? DoorsCloseAt, bool Cancelled);
