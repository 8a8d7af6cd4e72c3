namespace BookingFlow.Web.Pages.Staff.PersonalData;

/// <summary>A reservation that is named on the page.</summary>
/// <param name="StartsAt">Start of the performance; UTC.</param>
public sealed record StoredReservation(int Id, string Reference, string ShowTitle, DateTime StartsAt);
