using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Booking;

/// <summary>Who stands at the door, and for which performance; null: for any whose doors are open.</summary>
public sealed record Steward(int StaffId, string Name, int? DoorOf);

/// <summary>
/// A steward lets a party in. One record per reservation, by the database; a second scan is refused and adds nothing.
/// The same submission sent twice (with the reservation and the person) is answered as the first time.
/// </summary>
public sealed class CheckInParty(
    IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, HouseRules house, TimeProvider clock, HouseMeter meter)
{
    /// <returns>
    /// The party, or: BookingClosed (the performance is cancelled), ReservationCancelled, TicketInvalid,
    /// ReservationNotConfirmed, WrongPerformance, OutsideCheckInWindow, AlreadyCheckedIn, Busy.
    /// </returns>
    public Task<Result<AdmittedParty>> AdmitAsync(Token checkIn, Steward steward, Guid request, CancellationToken cancellationToken)
    {
        var hash = checkIn.Hash;
        return AdmitAsync(
            db => db.Tokens.Where(t => t.Hash == hash && t.Purpose == TokenPurpose.CheckIn).Select(t => t.Reservation),
            steward, request, cancellationToken);
    }

    /// <summary>By the reference, after the steward has seen whose it is and pressed the button.</summary>
    /// <param name="reference">As <see cref="Reference.Read"/> returns it.</param>
    /// <inheritdoc cref="AdmitAsync(Token, Steward, Guid, CancellationToken)"/>
    public Task<Result<AdmittedParty>> AdmitAsync(string reference, Steward steward, Guid request, CancellationToken cancellationToken) =>
        AdmitAsync(db => db.Reservations.Where(r => r.Reference == reference), steward, request, cancellationToken);

    private async Task<Result<AdmittedParty>> AdmitAsync(
        Func<BookingDbContext, IQueryable<Reservation>> party, Steward steward, Guid request, CancellationToken cancellationToken)
    {
        if (await PerformanceOfAsync(party, cancellationToken) is not { } performanceId)
        {
            return new Failure(FailureKind.TicketInvalid);
        }

        var people = 0;
        var result = await write.RunAsync<AdmittedParty>(
            async (db, cancelled) =>
            {
                people = 0;
                var performance = await PerformanceLock.TakeAsync(db, performanceId, cancelled);
                var reservation = await party(db).SingleOrDefaultAsync(cancelled);
                if (performance is null || reservation?.PerformanceId != performanceId)
                {
                    return new Failure(FailureKind.TicketInvalid);
                }

                var earlier = await db.CheckIns.SingleOrDefaultAsync(c => c.ReservationId == reservation.Id, cancelled);
                if (earlier?.IsAnswerTo(request, steward.StaffId) == true)
                {
                    return Admitted(earlier);
                }

                var now = clock.GetUtcNow().UtcDateTime;
                if (CheckInRules.WhyNot(reservation, performance, earlier, steward.DoorOf, house, now) is { } refusal)
                {
                    return refusal;
                }

                var checkIn = new CheckIn
                {
                    Reservation = reservation,
                    People = reservation.PartySize,
                    At = now,
                    StaffId = steward.StaffId,
                    StaffName = steward.Name,
                    RequestId = request,
                };
                db.Add(checkIn);
                people = checkIn.People;
                return Admitted(checkIn);
            },
            cancellationToken);
        if (result.Succeeded)
        {
            meter.LetIn(people);
        }

        return result;
    }

    private static AdmittedParty Admitted(CheckIn checkIn) => new(
        checkIn.Reservation.Name, checkIn.People, checkIn.Reservation.Reference, checkIn.Reservation.Performance.Facts, checkIn.At);

    // Only to know what to lock; nothing of it counts afterwards.
    private async Task<int?> PerformanceOfAsync(Func<BookingDbContext, IQueryable<Reservation>> party, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await party(db).Select(r => (int?)r.PerformanceId).SingleOrDefaultAsync(cancellationToken);
    }
}
