using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Booking;

/// <summary>
/// The holder of a mailed link takes the seats. One transaction: lock the performance; then, in later statements,
/// read link, reservation and performance anew, recount the confirmed seats and compare; then confirm, mark the link
/// used, create the ticket's tokens and write the owed ticket mail. Never above capacity, and a refusal is only given
/// when the party would not have fitted at that moment.
/// </summary>
public sealed class ConfirmReservation(
    IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, Outbox outbox, TimeProvider clock, HouseMeter meter)
{
    /// <param name="link">The confirmation token from the mail.</param>
    /// <param name="request">The hidden id of the form that was rendered: the same one sent again is answered as the first time.</param>
    /// <param name="smallerParty">Take only so many seats, 1 to the party that was asked for; null: the whole party.</param>
    /// <returns>
    /// The ticket token, or: BookingClosed, ConfirmationTokenInvalid, ReservationCancelled, ConfirmationTokenUsed,
    /// ConfirmationTokenExpired, NotEnoughSeats (the reservation stays pending), Busy.
    /// </returns>
    public async Task<Result<Token>> ConfirmAsync(Token link, Guid request, int? smallerParty, CancellationToken cancellationToken)
    {
        if (await PerformanceOfAsync(link, cancellationToken) is not { } performanceId)
        {
            return new Failure(FailureKind.ConfirmationTokenInvalid);
        }

        OutboxMail? owed = null;
        var seats = 0;
        var result = await write.RunAsync<Token>(
            async (db, cancelled) =>
            {
                (owed, seats) = (null, 0);
                var performance = await PerformanceLock.TakeAsync(db, performanceId, cancelled);
                var token = await db.Tokens.Include(t => t.Reservation).SingleOrDefaultAsync(t => t.Hash == link.Hash, cancelled);
                if (performance is null || token is null)
                {
                    return new Failure(FailureKind.ConfirmationTokenInvalid);
                }

                var reservation = token.Reservation;
                if (reservation.PerformanceId != performanceId)
                {
                    // Moved to another performance while it waited, as in LockedReservation.
                    return Failure.Busy();
                }

                if (token.UsedByRequest == request && reservation.Status == ReservationStatus.Confirmed)
                {
                    return link.Ticket;
                }

                var now = clock.GetUtcNow().UtcDateTime;
                var partySize = Math.Clamp(smallerParty ?? reservation.PartySize, 1, reservation.PartySize);
                if (ConfirmationRules.WhyNot(token, reservation, performance, partySize, now) is { } refusal)
                {
                    return refusal;
                }

                reservation.Confirm(partySize, now);
                seats = partySize;
                token.Use(request, now);
                db.Add(ReservationToken.Of(link.Ticket, TokenPurpose.Ticket, reservation, now));
                db.Add(ReservationToken.Of(link.Ticket.CheckIn, TokenPurpose.CheckIn, reservation, now));
                owed = reservation.Email is null ? null : Outbox.Owe(db, MailKind.Ticket, reservation, now);
                return link.Ticket;
            },
            cancellationToken);

        if (result.Succeeded)
        {
            meter.Confirmed(seats);
            outbox.SendSoon(owed);
        }

        return result;
    }

    // Only to know what to lock; nothing of it counts afterwards.
    private async Task<int?> PerformanceOfAsync(Token link, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Tokens
            .Where(t => t.Hash == link.Hash && t.Purpose == TokenPurpose.Confirmation)
            .Select(t => (int?)t.Reservation.PerformanceId)
            .SingleOrDefaultAsync(cancellationToken);
    }
}
