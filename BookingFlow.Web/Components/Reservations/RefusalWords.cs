using BookingFlow.Web.Components.Programme;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components.Reservations;

/// <summary>Short texts of refusals, for lists of several performances, where each stands beside its performance.</summary>
public static class RefusalWords
{
    public static string Of(Failure refusal, Venue venue, IStringLocalizer<Words> t) => refusal switch
    {
        { Kind: FailureKind.InvalidInput, Fields: [var wrong, ..] } => FieldMessages.Of(wrong, t),
        { Kind: FailureKind.NotEnoughSeats, SeatsLeft: > 0 and var left } => t.Count("Group.OnlyLeft", left),
        { Kind: FailureKind.NotEnoughSeats } => t["Seats.SoldOut"],
        { Kind: FailureKind.BookingClosed, ClosedBecause: { } reason } => PerformanceWords.Closed(reason, refusal.OpensAt, t).Text(venue),
        { Kind: FailureKind.NotPossible, Obstacle: Obstacle.AddressHasReservation } => t["Group.AddressHasReservation"],
        { Kind: FailureKind.PerformanceNotFound } => t["Group.Gone"],
        _ => FailureWords.Of(refusal, t, venue).Title,
    };
}
