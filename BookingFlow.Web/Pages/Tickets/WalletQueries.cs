using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Tickets;

/// <summary>Queries about tickets that can be added to a wallet.</summary>
public static class WalletQueries
{
    /// <summary>Finds the confirmed reservation of a ticket that can be added to a wallet.</summary>
    /// <returns>As <see cref="TicketQueries.TicketAsync"/>; or NotFound (the party is checked in, or the doors are closed).</returns>
    public static async Task<Result<Reservation>> WalletTicketAsync(
        this BookingDbContext db, string ticketToken, BookingRules rules, DateTime now, CancellationToken cancellationToken)
    {
        var ticket = await db.TicketAsync(ticketToken, cancellationToken);
        return !ticket.Succeeded || await db.CanBeInWalletAsync(ticket.Value, rules, now, cancellationToken)
            ? ticket
            : new Failure(FailureKind.NotFound);
    }

    /// <summary>Whether the ticket can be added to a wallet: until the party is checked in or the doors close.</summary>
    public static async Task<bool> CanBeInWalletAsync(
        this BookingDbContext db, Reservation reservation, BookingRules rules, DateTime now, CancellationToken cancellationToken)
    {
        var isInside = await db.CheckIns.AnyAsync(c => c.ReservationId == reservation.Id, cancellationToken);
        return PartyRules.StateOf(reservation, isInside, rules, now) is PartyState.Confirmed or PartyState.Closed;
    }
}
