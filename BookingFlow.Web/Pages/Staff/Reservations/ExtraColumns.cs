namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Which columns an exported file has that most venues do not need: those of which at least one reservation has something.</summary>
public sealed record ExtraColumns(bool Answers, bool StaffNotes);
