using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>
/// A steward lets a party in, or part of it. One record per reservation, by the database; a second scan is refused and
/// adds nothing but a line to the door's history. The same submission sent twice (with the reservation and the person) is
/// answered as the first time.
/// </summary>
public sealed class CheckInParty(LockedReservation locked, RecordScan record, BookingRules house, TimeProvider clock, BookingMetrics meter)
{
    /// <returns>
    /// The party, or: FormExpired (the same submission was undone since), BookingClosed (the performance is cancelled),
    /// ReservationCancelled, TicketInvalid, ReservationNotConfirmed, WrongPerformance, OutsideCheckInWindow,
    /// AlreadyCheckedIn, InvalidInput (not so many are left of the party), Busy.
    /// </returns>
    public Task<Result<AdmittedParty>> AdmitAsync(Token checkIn, Steward steward, Admission asked, CancellationToken cancellationToken)
    {
        var hash = checkIn.Hash;
        return AdmitAsync(
            db => db.Tokens.Where(t => t.Hash == hash && t.Purpose == TokenPurpose.CheckIn).Select(t => t.Reservation),
            steward, asked, cancellationToken);
    }

    /// <summary>By the reference, after the steward has seen whose it is and pressed the button.</summary>
    /// <param name="reference">As <see cref="Reference.Read"/> returns it.</param>
    /// <inheritdoc cref="AdmitAsync(Token, Steward, Admission, CancellationToken)"/>
    public Task<Result<AdmittedParty>> AdmitAsync(string reference, Steward steward, Admission asked, CancellationToken cancellationToken) =>
        AdmitAsync(db => db.Reservations.Where(r => r.Reference == reference), steward, asked, cancellationToken);

    private async Task<Result<AdmittedParty>> AdmitAsync(
        Func<BookingDbContext, IQueryable<Reservation>> party, Steward steward, Admission asked, CancellationToken cancellationToken)
    {
        if (await locked.FindAsync(party, cancellationToken) is not { } found)
        {
            return await RefusedAsync(new Failure(FailureKind.TicketInvalid), reservationId: null);
        }

        // Null where nobody new came in: a refusal, or a submission that was answered before.
        ScanEvent? arrival = null;
        var result = await locked.RunAsync<AdmittedParty>(
            found, (db, reservation, cancelled) => LetInAsync(db, reservation, steward, asked, now => arrival = now, cancelled), cancellationToken, WritePriority.Door);
        if (!result.Succeeded)
        {
            return await RefusedAsync(result.Failure, found.Id);
        }

        if (arrival is not null)
        {
            meter.LetIn(arrival.People, isRest: arrival.Inside > arrival.People);
        }

        return result;

        async Task<Result<AdmittedParty>> RefusedAsync(Failure refusal, int? reservationId)
        {
            await record.RefusedAsync(refusal, reservationId, steward, asked.Request, cancellationToken);
            return refusal;
        }
    }

    private async Task<Result<AdmittedParty>> LetInAsync(
        BookingDbContext db, Reservation reservation, Steward steward, Admission asked, Action<ScanEvent?> cameIn, CancellationToken cancelled)
    {
        cameIn(null);
        var earlier = await db.CheckIns.SingleOrDefaultAsync(c => c.ReservationId == reservation.Id, cancelled);
        if (await AnswerOfAsync(db, reservation, steward, asked.Request, cancelled) is { } answer)
        {
            // Undone since: neither is it true any more that they were let in, nor may a form sent again let them in.
            return earlier is null ? new Failure(FailureKind.FormExpired) : Admitted(reservation, answer);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (CheckInRules.WhyNot(reservation, reservation.Performance, earlier, steward.DoorOf, house, now, asked.IsRest, asked.Afterwards) is { } refusal)
        {
            return refusal;
        }

        var people = asked.People ?? earlier?.StillToCome(reservation) ?? reservation.PartySize;
        if (CheckInRules.WhyNotSoMany(reservation, earlier, people) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        if (earlier is null)
        {
            db.Add(CheckIn.Of(reservation, people, steward, asked.Request, now));
        }
        else
        {
            earlier.LetInMore(reservation, people);
        }

        var outcome = asked.Afterwards ? ScanOutcome.AdmittedOnPaper : earlier is null ? ScanOutcome.Admitted : ScanOutcome.MoreAdmitted;
        var arrival = ScanEvent.Of(outcome, reservation, people, earlier?.People ?? people, steward, asked.Request, now);
        db.Add(arrival);
        cameIn(arrival);
        return Admitted(reservation, arrival);
    }

    private static AdmittedParty Admitted(Reservation party, ScanEvent arrival) => AdmittedParty.Of(party, arrival.People, arrival.Inside, arrival.At);

    // The same submission of the same person for the same party, arriving once more: what it was answered then.
    private static Task<ScanEvent?> AnswerOfAsync(BookingDbContext db, Reservation party, Steward steward, Guid request, CancellationToken cancelled) =>
        db.ScanEvents
            .Where(e => e.RequestId == request && e.ReservationId == party.Id && e.StaffId == steward.StaffId && e.People > 0)
            .OrderBy(e => e.Id)
            .FirstOrDefaultAsync(cancelled);
}
