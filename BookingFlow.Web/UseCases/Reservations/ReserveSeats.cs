using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// A visitor asks for seats. That makes a pending reservation, which takes no seat yet, and owes a mail with the
/// link that confirms it. The same submission sent twice makes one reservation and one mail.
/// </summary>
public sealed class ReserveSeats(
    IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, BookingRules house, TimeProvider clock, BookingMetrics metrics)
{
    /// <summary>Requests for one performance that wait at the same time share a transaction. No lock, because no seat is taken.</summary>
    private readonly GroupCommit<ReserveRequest, int, Reservation> _group = new(
        most: 32, write, metrics, (_, performanceId, _) => Task.FromResult(performanceId));

    private readonly Func<BookingDbContext, int, CancellationToken, Task<Performance?>> _performance = EF.CompileAsyncQuery(
        (BookingDbContext db, int id, CancellationToken _) =>
            db.Performances.AsNoTracking().Include(p => p.Show).Include(p => p.Room).SingleOrDefault(p => p.Id == id));

    /// <param name="submissionId">The hidden id of the form that was rendered.</param>
    /// <returns>The pending reservation, or: PerformanceNotFound, InvalidInput, BookingClosed, NotEnoughSeats, Busy.</returns>
    public async Task<Result<Reservation>> ReserveAsync(
        int performanceId, ReservationInput typed, Guid submissionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var performance = await FindAsync(performanceId, cancellationToken);
        if (performance is null)
        {
            return new Failure(FailureKind.PerformanceNotFound);
        }

        var check = ValidReservation.Check(
            typed.Name, typed.Email, typed.Phone, typed.Notes, typed.PartySize, house.MaxPartySizeFor(performance.MaxPartySize));
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        var request = new ReserveRequest(
            details.SubmissionKey(submissionId, performanceId), details, Languages.ForVisitors(typed.Language),
            now, house.ConfirmationExpiry(now, performance.StartsAt), Check(performance, details.PartySize, now));
        return await _group.RunAsync(performanceId, request, StoreBatchAsync, cancellationToken);
    }

    private async Task<Performance?> FindAsync(int performanceId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var performance = await _performance(db, performanceId, cancellationToken);
        return performance?.IsVisible == true ? performance : null;
    }

    // Information, not a promise: a pending reservation takes no seat, so nothing is locked and counted here.
    // Whether the party fits is decided when it confirms.
    private static Failure? Check(Performance performance, int partySize, DateTime now)
    {
        if (performance.WhyBookingIsClosed(now) is { } reason)
        {
            return Failure.BookingClosed(reason, performance.BookingOpensAt, performance.Facts);
        }

        return partySize > performance.SeatsLeft ? Failure.NotEnoughSeats(performance.SeatsLeft, performance.Facts) : null;
    }

    private async Task<IReadOnlyList<Result<Reservation>>> StoreBatchAsync(
        UseCaseContext context, int performanceId, IReadOnlyList<ReserveRequest> batch)
    {
        var stored = await RepeatedSubmission.ReservationsAsync(context, [.. batch.Select(request => request.Key)]);
        return [.. batch.Select(request => Store(context, performanceId, stored, request))];
    }

    /// <param name="stored">By their keys; grows, so that a form that came twice in one batch is one as well.</param>
    private Result<Reservation> Store(UseCaseContext context, int performanceId, Dictionary<Guid, Reservation> stored, ReserveRequest request)
    {
        if (stored.TryGetValue(request.Key, out var sameSubmission))
        {
            return sameSubmission;
        }

        if (request.Refusal is not null)
        {
            return request.Refusal;
        }

        var reservation = Reservation.Pending(performanceId, request.Details, Reference.New(), request.Key, request.At, request.ExpiresAt);
        reservation.Language = request.Language;
        stored.Add(request.Key, reservation);
        context.Db.Add(reservation);
        context.Enqueue(MailKind.Confirmation, reservation);
        context.AfterCommit(metrics.Reserved);
        return reservation;
    }

    /// <summary>A form whose fields are right.</summary>
    /// <param name="Key">The same for the same form sent again.</param>
    /// <param name="Refusal">The answer unless the form was stored before; null: none.</param>
    private sealed record ReserveRequest(Guid Key, ValidReservation Details, string Language, DateTime At, DateTime ExpiresAt, Failure? Refusal);
}
