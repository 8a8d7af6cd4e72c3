using BookingFlow.Web.Components;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>One thing that happened to a reservation.</summary>
/// <param name="At">UTC.</param>
/// <param name="More">What became of it, such as how far a mail has come; null: nothing more to say.</param>
/// <param name="By">Who of the house did it; null: the party, or nobody.</param>
/// <param name="NeedsCare">Something of it has gone wrong and is not right yet.</param>
public sealed record HistoryLine(DateTime At, string What, Phrase? More = null, string? By = null, bool NeedsCare = false);
