using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Booking;

/// <summary>What a visitor typed into the reservation form, as it came.</summary>
public sealed record TypedReservation(string? Name, string? Email, string? Phone, string? Notes, string? PartySize)
{
    /// <summary>In which language it was typed; anything that the house does not speak, or null: its first.</summary>
    public string? Language { get; init; }
}

/// <summary>
/// A visitor asks for seats. That makes a pending reservation, which takes no seat yet, and owes a mail with the
/// link that confirms it. The same submission sent twice makes one reservation and one mail.
/// </summary>
public sealed class ReserveSeats(
    IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, Outbox outbox, HouseRules house, TimeProvider clock, HouseMeter meter)
{
    /// <param name="submissionId">The hidden id of the form that was rendered.</param>
    /// <returns>The pending reservation, or: PerformanceNotFound, InvalidInput, BookingClosed, NotEnoughSeats, Busy.</returns>
    public async Task<Result<Reservation>> ReserveAsync(
        int performanceId, TypedReservation typed, Guid submissionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var performance = await FindAsync(performanceId, cancellationToken);
        if (performance is null)
        {
            return new Failure(FailureKind.PerformanceNotFound);
        }

        var check = ReservationDetails.Check(
            typed.Name, typed.Email, typed.Phone, typed.Notes, typed.PartySize, house.MaxPartySizeFor(performance.MaxPartySize));
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        var refusal = WhyNot(performance, details.PartySize, now);
        var key = details.SubmissionKey(submissionId, performanceId);
        OutboxMail? owed = null;
        var result = await write.RunAsync<Reservation>(
            async (db, cancelled) =>
            {
                owed = null;
                if (await db.Reservations.SingleOrDefaultAsync(r => r.SubmissionKey == key, cancelled) is { } sameSubmission)
                {
                    return sameSubmission;
                }

                if (refusal is not null)
                {
                    return refusal;
                }

                var reservation = Reservation.Pending(
                    performanceId, details, Reference.New(), key, now, house.ConfirmationExpiry(now, performance.StartsAt));
                reservation.Language = Languages.ForVisitors(typed.Language);
                db.Add(reservation);
                owed = Outbox.Owe(db, MailKind.Confirmation, reservation, now);
                return reservation;
            },
            cancellationToken);

        if (result.Succeeded && owed is not null)
        {
            meter.Reserved();
            outbox.SendSoon(owed);
        }

        return result;
    }

    private async Task<Performance?> FindAsync(int performanceId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var performance = await db.Performances.AsNoTracking().Include(p => p.Show).Include(p => p.Room)
            .SingleOrDefaultAsync(p => p.Id == performanceId, cancellationToken);
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
}
