using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// A visitor asks for seats. That makes a pending reservation, which takes no seat yet, and owes a mail with the
/// link that confirms it. The same submission sent twice makes one reservation and one mail.
/// </summary>
public sealed class ReserveSeats(
    IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, Outbox outbox, BookingRules house, TimeProvider clock, BookingMetrics meter)
{
    /// <summary>Those whose forms come while another's is being stored are stored together. No lock: no seat is taken.</summary>
    private readonly GroupCommit<Form, Reserved> _together = new(most: 32, write, meter);

    private readonly Func<BookingDbContext, int, CancellationToken, Task<Performance?>> _performance = EF.CompileAsyncQuery(
        (BookingDbContext db, int id, CancellationToken _) => db.Performances.AsNoTracking().Include(p => p.Show).Include(p => p.Room).SingleOrDefault(p => p.Id == id));

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
        var form = new Form(
            details.SubmissionKey(submissionId, performanceId), details, Languages.ForVisitors(typed.Language),
            now, house.ConfirmationExpiry(now, performance.StartsAt), WhyNot(performance, details.PartySize, now));
        var result = await _together.RunAsync(performanceId, form, StoreAllAsync, cancellationToken);
        if (!result.Succeeded)
        {
            return result.Failure;
        }

        if (result.Value.Owed is { } owed)
        {
            meter.Reserved();
            outbox.SendSoon(owed);
        }

        return result.Value.Reservation;
    }

    private static async Task<IReadOnlyList<Result<Reserved>>> StoreAllAsync(
        BookingDbContext db, int performanceId, Func<IReadOnlyList<Form>> whoIsThere, CancellationToken cancelled)
    {
        var forms = whoIsThere();
        var keys = forms.Select(form => form.Key).ToList();
        var stored = await db.Reservations.Where(r => keys.Contains(r.SubmissionKey)).ToDictionaryAsync(r => r.SubmissionKey, cancelled);
        return [.. forms.Select(form => Store(db, performanceId, stored, form))];
    }

    /// <param name="stored">By their keys; grows, so that a form that came twice at the same time is one as well.</param>
    private static Result<Reserved> Store(BookingDbContext db, int performanceId, Dictionary<Guid, Reservation> stored, Form form)
    {
        if (stored.TryGetValue(form.Key, out var sameSubmission))
        {
            return new Reserved(sameSubmission, Owed: null);
        }

        if (form.Refusal is not null)
        {
            return form.Refusal;
        }

        var reservation = Reservation.Pending(performanceId, form.Details, Reference.New(), form.Key, form.At, form.ExpiresAt);
        reservation.Language = form.Language;
        stored.Add(form.Key, reservation);
        db.Add(reservation);
        return new Reserved(reservation, Outbox.Add(db, MailKind.Confirmation, reservation, form.At));
    }

    private async Task<Performance?> FindAsync(int performanceId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var performance = await _performance(db, performanceId, cancellationToken);
        return performance?.IsVisible == true ? performance : null;
    }

    // Information, not a promise: a pending reservation takes no seat, so nothing is locked and counted here.
    // Whether the party fits is decided when it confirms.
    private static Failure? WhyNot(Performance performance, int partySize, DateTime now)
    {
        if (performance.WhyBookingIsClosed(now) is { } reason)
        {
            return Failure.BookingClosed(reason, performance.BookingOpensAt, performance.Facts);
        }

        return partySize > performance.SeatsLeft ? Failure.NotEnoughSeats(performance.SeatsLeft, performance.Facts) : null;
    }

    /// <summary>A form whose fields are right.</summary>
    /// <param name="Key">The same for the same form sent again.</param>
    /// <param name="Refusal">Unless it was stored before.</param>
    private sealed record Form(Guid Key, ValidReservation Details, string Language, DateTime At, DateTime ExpiresAt, Failure? Refusal);

    /// <param name="Owed">The mail with the link; null: this form was stored before.</param>
    private sealed record Reserved(Reservation Reservation, OutboxMail? Owed);
}
