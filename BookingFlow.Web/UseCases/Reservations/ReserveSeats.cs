using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Mail;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Makes a pending reservation for a visitor, and queues the mail with the confirmation link.</summary>
/// <remarks>
/// A pending reservation takes no seats. A party that asks for the waiting list joins it with the mailed link, which proves its address. A
/// repeated submission makes one reservation and one mail. Of too many requests the mail is held back, and the answer is the same
/// (docs/decisions/0056).
/// </remarks>
public sealed class ReserveSeats(
    IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, CurrentVenue current, MailServerCapabilities mailServer, TimeProvider clock,
    BookingMetrics metrics, MailRequestLimiter limiter)
{
    /// <summary>Combines concurrent requests for the same performance in one transaction. No lock is taken, because no seats are.</summary>
    private readonly GroupCommit<ReserveRequest, int, Reservation> _group = new(
        maxBatchSize: 32, write, metrics, (_, performanceId, _) => Task.FromResult(performanceId));

    private readonly Func<BookingDbContext, int, CancellationToken, Task<Performance?>> _performance = EF.CompileAsyncQuery(
        (BookingDbContext db, int id, CancellationToken _) =>
            db.Performances.AsNoTracking().Include(p => p.Show.Questions.Where(q => q.RetiredAt == null)).Include(p => p.Room)
                .SingleOrDefault(p => p.Id == id));

    /// <summary>Checks a submission without making the reservation, for a form that has a question first.</summary>
    /// <returns>PerformanceNotFound, InvalidInput, BookingClosed, NotEnoughSeats, or null.</returns>
    public async Task<Failure?> CheckAsync(int performanceId, ReservationInput typed, CancellationToken cancellationToken)
    {
        if (await FindAsync(performanceId, typed.Invitation, cancellationToken) is not { } performance)
        {
            return new Failure(FailureKind.PerformanceNotFound);
        }

        var input = Validate(typed, performance);
        return input.Succeeded ? Check(performance, input.Value, clock.GetUtcNow().UtcDateTime) : input.Failure;
    }

    /// <param name="submissionId">Hidden id of the form.</param>
    /// <returns>The pending reservation, or: PerformanceNotFound, InvalidInput, BookingClosed, NotEnoughSeats, Busy.</returns>
    public async Task<Result<Reservation>> ReserveAsync(
        int performanceId, ReservationInput typed, Guid submissionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var performance = await FindAsync(performanceId, typed.Invitation, cancellationToken);
        if (performance is null)
        {
            return new Failure(FailureKind.PerformanceNotFound);
        }

        var check = Validate(typed, performance);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        var request = new ReserveRequest(
            details.SubmissionKey(submissionId, performanceId), details, new MailRequest(details.Email!, typed.ClientKey),
            Languages.ForVisitors(typed.Language),
            now, current.Rules.ConfirmationExpiry(now, performance.StartsAt), Check(performance, details, now));
        return await _group.RunAsync(performanceId, request, StoreBatchAsync, cancellationToken);
    }

    private async Task<Performance?> FindAsync(int performanceId, string? invitation, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var performance = await _performance(db, performanceId, cancellationToken);
        var isReachable = invitation is null
            ? performance?.IsVisible
            : InvitationKey.Parse(invitation) is { } key && performance?.IsInvitedBy(key) == true;
        return isReachable == true ? performance : null;
    }

    private Result<ValidReservation> Validate(ReservationInput typed, Performance performance) => ValidReservation.Check(
        typed.Name, typed.Email, typed.Phone, typed.Notes, typed.PartySize, current.Rules.MaxPartySizeFor(performance.MaxPartySize),
        allowsNonAsciiEmail: mailServer.AllowsNonAsciiEmail, waits: typed.Waits, smallestParty: typed.SmallestParty,
        questions: performance.Show.Questions, answers: typed.Answers, access: typed.Access.OfferedBy(performance));

    // Checked without a lock or a recount: a pending reservation takes no seats. The binding check is made when the party confirms.
    private Failure? Check(Performance performance, ValidReservation details, DateTime now)
    {
        if (performance.CheckBooking(now) is { } closed)
        {
            return closed;
        }

        var waits = details.SmallestParty is not null && WaitingListRules.IsOpen(performance, current.Rules, now);
        return waits ? null : performance.CheckSeats(details.PartySize, details.AccessPlaces);
    }

    private async Task<IReadOnlyList<Result<Reservation>>> StoreBatchAsync(
        UseCaseContext context, int performanceId, IReadOnlyList<ReserveRequest> batch)
    {
        var stored = await RepeatedSubmission.ReservationsAsync(context, [.. batch.Select(request => request.Key)]);
        var counts = await limiter.CountAsync(context, [.. batch.Select(request => request.Mail)]);
        return [.. batch.Select(request => Store(context, performanceId, stored, counts, request))];
    }

    /// <param name="stored">Stored reservations by submission key; new ones are added, so that duplicates within a batch are found too.</param>
    private Result<Reservation> Store(
        UseCaseContext context, int performanceId, Dictionary<Guid, Reservation> stored, MailRequestCounts counts, ReserveRequest request)
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
        counts.Apply(context.Enqueue(MailKind.Confirmation, reservation), request.Mail);
        context.AfterCommit(metrics.Reserved);
        return reservation;
    }

    /// <summary>A validated submission.</summary>
    /// <param name="Key">Submission key.</param>
    /// <param name="Refusal">The failure to return unless the submission is already stored; null if the reservation can be made.</param>
    private sealed record ReserveRequest(
        Guid Key, ValidReservation Details, MailRequest Mail, string Language, DateTime At, DateTime ExpiresAt, Failure? Refusal);
}
