using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// The holder of a mailed link takes the seats. One transaction: lock the performance; then, in later statements,
/// read link, reservation and performance anew, recount the confirmed seats and compare; then confirm, mark the link
/// used, create the ticket's tokens and write the owed ticket mail. Never above capacity, and a refusal is only given
/// when the party would not have fitted at that moment.
/// </summary>
public sealed class ConfirmReservation(
    IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, Outbox outbox, TimeProvider clock, BookingMetrics meter)
{
    /// <summary>Those who press for one performance while another's press is being stored are confirmed together.</summary>
    private readonly GroupCommit<Press, Confirmed> _together = new(most: 16, write, meter);

    private readonly Func<BookingDbContext, byte[], CancellationToken, Task<int?>> _performanceOf = EF.CompileAsyncQuery(
        (BookingDbContext db, byte[] hash, CancellationToken _) => db.Tokens
            .Where(t => t.Hash == hash && t.Purpose == TokenPurpose.Confirmation).Select(t => (int?)t.Reservation.PerformanceId).SingleOrDefault());

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

        var result = await _together.RunAsync(performanceId, new Press(link, request, smallerParty), JudgeAllAsync, cancellationToken);
        if (!result.Succeeded)
        {
            return result.Failure;
        }

        meter.Confirmed(result.Value.Seats);
        outbox.SendSoon(result.Value.Owed);
        return link.Ticket;
    }

    private async Task<IReadOnlyList<Result<Confirmed>>> JudgeAllAsync(
        BookingDbContext db, int performanceId, Func<IReadOnlyList<Press>> whoIsThere, CancellationToken cancelled)
    {
        var performance = await PerformanceLock.TakeAsync(db, performanceId, cancelled);
        var presses = whoIsThere();
        var hashes = presses.Select(press => press.Link.Hash).ToList();
        var tokens = await db.Tokens.Include(t => t.Reservation).Where(t => hashes.Contains(t.Hash)).ToListAsync(cancelled);
        return [.. presses.Select(press => Judge(db, performance, tokens.Find(t => t.Hash.AsSpan().SequenceEqual(press.Link.Hash)), press))];
    }

    // On what is true under the lock, and of those who pressed before in the same transaction.
    private Result<Confirmed> Judge(BookingDbContext db, Performance? performance, ReservationToken? token, Press press)
    {
        if (performance is null || token is null)
        {
            return new Failure(FailureKind.ConfirmationTokenInvalid);
        }

        var reservation = token.Reservation;
        if (reservation.PerformanceId != performance.Id)
        {
            // Moved to another performance while it waited, as in LockedReservation.
            return Failure.Busy();
        }

        if (token.UsedByRequest == press.Request && reservation.Status == ReservationStatus.Confirmed)
        {
            return Confirmed.Before;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var partySize = Math.Clamp(press.SmallerParty ?? reservation.PartySize, 1, reservation.PartySize);
        if (ConfirmationRules.WhyNot(token, reservation, performance, partySize, now) is { } refusal)
        {
            return refusal;
        }

        reservation.Confirm(partySize, now);
        token.Use(press.Request, now);
        db.Add(ReservationToken.Of(press.Link.Ticket, TokenPurpose.Ticket, reservation, now));
        db.Add(ReservationToken.Of(press.Link.Ticket.CheckIn, TokenPurpose.CheckIn, reservation, now));
        return new Confirmed(partySize, reservation.Email is null ? null : Outbox.Add(db, MailKind.Ticket, reservation, now));
    }

    // Only to know what to lock; nothing of it counts afterwards.
    private async Task<int?> PerformanceOfAsync(Token link, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await _performanceOf(db, link.Hash, cancellationToken);
    }

    private sealed record Press(Token Link, Guid Request, int? SmallerParty);

    /// <param name="Seats">That it took; 0: it was the answer to a submission that had been answered before.</param>
    /// <param name="Owed">The ticket's mail; null: none.</param>
    private sealed record Confirmed(int Seats, OutboxMail? Owed)
    {
        public static readonly Confirmed Before = new(0, Owed: null);
    }
}
