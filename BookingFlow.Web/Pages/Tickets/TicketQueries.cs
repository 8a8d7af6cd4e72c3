using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Pages.Tickets;

/// <summary>Queries by ticket token.</summary>
public static class TicketQueries
{
    /// <summary>Finds the confirmed reservation of a ticket.</summary>
    /// <returns>
    /// The reservation with its performance, show and room; or BookingClosed (performance cancelled), ReservationCancelled, TicketInvalid.
    /// </returns>
    public static async Task<Result<Reservation>> TicketAsync(this BookingDbContext db, string ticketToken, CancellationToken cancellationToken)
    {
        var reservation = (await db.FindTokenAsync(ticketToken, TokenPurpose.Ticket, cancellationToken))?.Reservation;
        return reservation?.Status switch
        {
            ReservationStatus.Confirmed => reservation,
            ReservationStatus.Cancelled when reservation.Performance.CancelledAt is not null =>
                Failure.BookingClosed(BookingClosedReason.Cancelled, opensAt: null, reservation.Performance.Facts),
            ReservationStatus.Cancelled => Failure.About(FailureKind.ReservationCancelled, reservation.Performance.Facts),
            _ => new Failure(FailureKind.TicketInvalid),
        };
    }
}
