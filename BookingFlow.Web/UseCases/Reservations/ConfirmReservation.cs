using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Confirms a reservation with its mailed confirmation link, which takes the seats.</summary>
/// <remarks>
/// One transaction: lock the performance; then, in later statements, read token, reservation and performance again, recount the confirmed
/// seats and compare; then confirm, mark the token as used, create the ticket's tokens and queue the ticket's mail. So capacity is never
/// exceeded, and a party is refused only if too few seats are left at that time. Concurrent requests for the same performance share a
/// transaction (docs/decisions/0031).
/// </remarks>
public sealed class ConfirmReservation(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, BookingMetrics metrics)
{
    private readonly GroupCommit<ConfirmRequest, Performance?, Token> _group = new(maxBatchSize: 16, write, metrics, PerformanceLock.TakeAsync);

    private readonly Func<BookingDbContext, byte[], CancellationToken, Task<int?>> _performanceOf = EF.CompileAsyncQuery(
        (BookingDbContext db, byte[] hash, CancellationToken _) => db.Tokens
            .Where(t => t.Hash == hash && t.Purpose == TokenPurpose.Confirmation).Select(t => (int?)t.Reservation.PerformanceId).SingleOrDefault());

    /// <param name="link">The confirmation token from the mail.</param>
    /// <param name="request">Hidden id of the form, so that a repeated submission gets the same answer.</param>
    /// <param name="smallerParty">Confirm only this many people, 1 to the party size; null for the whole party.</param>
    /// <returns>
    /// The ticket token, or: BookingClosed, ConfirmationTokenInvalid, ReservationCancelled, ConfirmationTokenUsed,
    /// ConfirmationTokenExpired, NotEnoughSeats (the reservation stays pending), NotPossible (AddressHasReservation), Busy.
    /// </returns>
    public async Task<Result<Token>> ConfirmAsync(Token link, Guid request, int? smallerParty, CancellationToken cancellationToken) =>
        await FindPerformanceAsync(link, cancellationToken) is { } performanceId
            ? await _group.RunAsync(performanceId, new ConfirmRequest(link, request, smallerParty), ConfirmBatchAsync, cancellationToken)
            : new Failure(FailureKind.ConfirmationTokenInvalid);

    // Only finds the performance to lock; everything is read again under the lock.
    private async Task<int?> FindPerformanceAsync(Token link, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await _performanceOf(db, link.Hash, cancellationToken);
    }

    private async Task<IReadOnlyList<Result<Token>>> ConfirmBatchAsync(
        UseCaseContext context, Performance? performance, IReadOnlyList<ConfirmRequest> batch)
    {
        var hashes = batch.Select(request => request.Link.Hash).ToList();
        var tokens = await context.Db.Tokens.Include(t => t.Reservation).Where(t => hashes.Contains(t.Hash)).ToListAsync(context.Cancellation);
        var held = performance?.OnePerAddress == true
            ? await context.Db.HeldByMailboxesAsync(
                performance.Id, [.. tokens.Select(t => t.Reservation.MailboxKey).OfType<Guid>()], context.Cancellation)
            : null;
        return [.. batch.Select(request => Confirm(context, performance, held, tokens.Find(t => t.Hash.SequenceEqual(request.Link.Hash)), request))];
    }

    /// <param name="held">
    /// The reservations that the mailboxes of the batch have; a confirmed one is added, so that two of one batch are found too; null if each can
    /// have several.
    /// </param>
    private Result<Token> Confirm(
        UseCaseContext context, Performance? performance, List<HeldReservation>? held, ReservationToken? token, ConfirmRequest request)
    {
        if (performance is null || token is null)
        {
            return new Failure(FailureKind.ConfirmationTokenInvalid);
        }

        var (reservation, ticket) = (token.Reservation, request.Link.Party.Ticket);
        if (reservation.PerformanceId != performance.Id)
        {
            // Moved to another performance before the lock was taken, so the locked performance is the wrong one (as in LockedReservation).
            return Failure.Busy();
        }

        if (AlreadyConfirmed(token, request))
        {
            return ticket;
        }

        var partySize = Math.Clamp(request.SmallerParty ?? reservation.PartySize, 1, reservation.PartySize);
        if (ConfirmationRules.Check(token, reservation, performance, partySize, context.Now) is { } refusal)
        {
            return refusal;
        }

        if (held is not null && reservation.MailboxKey is { } mailbox)
        {
            if (held.Exists(other => other.MailboxKey == mailbox && other.Id != reservation.Id))
            {
                return Failure.NotPossible(Obstacle.AddressHasReservation);
            }

            held.Add(new HeldReservation(reservation.Id, mailbox));
        }

        reservation.Confirm(partySize, context.Now);
        token.Use(request.Id, context.Now);
        context.Db.Add(ReservationToken.Of(ticket, TokenPurpose.Ticket, reservation, context.Now));
        context.Db.Add(ReservationToken.Of(ticket.CheckIn, TokenPurpose.CheckIn, reservation, context.Now));
        context.EnqueueIfAddressed(MailKind.Ticket, reservation);
        context.AfterCommit(() => metrics.Confirmed(partySize));
        return ticket;
    }

    // The counterpart of RepeatedSubmission, with the submission id that is stored on the token.
    private static bool AlreadyConfirmed(ReservationToken token, ConfirmRequest request) =>
        token.UsedByRequest == request.Id && token.Reservation.Status == ReservationStatus.Confirmed;

    private sealed record ConfirmRequest(Token Link, Guid Id, int? SmallerParty);
}
