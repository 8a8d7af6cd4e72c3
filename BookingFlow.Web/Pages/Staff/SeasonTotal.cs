namespace BookingFlow.Web.Pages.Staff;

/// <summary>Totals over performances that are not cancelled.</summary>
/// <param name="Performances">Number of performances.</param>
/// <param name="Confirmed">Confirmed people.</param>
/// <param name="Seats">Seats in total, taken or not.</param>
/// <param name="Pending">People in pending reservations that have not expired.</param>
public sealed record SeasonTotal(int Performances, int Confirmed, int Seats, int Pending);
