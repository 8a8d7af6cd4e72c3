using BookingFlow.Web.Pages.Staff.Performances;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>A performance in the workbook, with its figures. They are those of the whole performance, not only of the found reservations.</summary>
/// <param name="Pending">People in pending reservations that have not expired. They hold no seats.</param>
/// <param name="Arrived">People who are checked in.</param>
public sealed record ExportedPerformance(StaffPerformanceListing Performance, int Pending, int Arrived)
{
    public AttendanceFigures Figures { get; init; } = AttendanceFigures.None;
}
