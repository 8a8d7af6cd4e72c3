namespace BookingFlow.Web.Pages.Staff;

/// <summary>A sum over performances that take place.</summary>
public sealed record SeasonTotal(int Performances, int Confirmed, int Seats, int Pending);
