using BookingFlow.Web.Components;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>An event in the history of a reservation.</summary>
/// <param name="At">UTC.</param>
/// <param name="Text">The event, in the page's language.</param>
/// <param name="Detail">Further information, such as the delivery state of a mail; null: none.</param>
/// <param name="ActorName">Who caused the event; null: an action of the party that is not in the audit log, or an event without an actor.</param>
/// <param name="HasProblem">Whether something failed and is not resolved, such as a mail that could not be sent.</param>
public sealed record HistoryLine(DateTime At, string Text, Phrase? Detail = null, string? ActorName = null, bool HasProblem = false);
