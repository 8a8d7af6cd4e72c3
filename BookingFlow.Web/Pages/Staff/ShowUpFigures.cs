namespace BookingFlow.Web.Pages.Staff;

/// <summary>Who came to the last performances, of those who had seats.</summary>
/// <param name="Performances">The latest first, those without a check-in included.</param>
/// <param name="ByLead">People with seats, and those who came, by when the reservation was made; of performances with check-ins.</param>
public sealed record ShowUpFigures(
    IReadOnlyList<AttendedPerformance> Performances, IReadOnlyList<(BookingLead Lead, int Confirmed, int Came)> ByLead);
