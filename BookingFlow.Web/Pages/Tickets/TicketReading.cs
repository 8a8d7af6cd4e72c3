using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Tickets;

/// <summary>Finds the confirmed reservation behind a ticket address.</summary>
public static class TicketReading
{
    /// <returns>The reservation with its performance, show and room, or: ReservationCancelled, TicketInvalid.</returns>
    public static async Task<Result<Reservation>> TicketAsync(this BookingDbContext db, string ticketToken, CancellationToken cancellationToken)
    {
        if (!Token.TryParse(ticketToken, out var token))
        {
            return new Failure(FailureKind.TicketInvalid);
        }

        var hash = token.Hash;
        var reservation = await db.Tokens.AsNoTracking()
            .Where(t => t.Hash == hash && t.Purpose == TokenPurpose.Ticket)
            .Select(t => t.Reservation)
            .Include(r => r.Performance).ThenInclude(p => p.Show)
            .Include(r => r.Performance).ThenInclude(p => p.Room)
            .SingleOrDefaultAsync(cancellationToken);
        return reservation?.Status switch
        {
            ReservationStatus.Confirmed => reservation,
            ReservationStatus.Cancelled => Failure.About(FailureKind.ReservationCancelled, reservation.Performance.Facts),
            _ => new Failure(FailureKind.TicketInvalid),
        };
    }
}
