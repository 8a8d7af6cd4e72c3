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
public sealed class CheckInParty(LockedReservation locked, RecordScan record, BookingRules house, BookingMetrics metrics)
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
        var found = await locked.FindAsync(party, cancellationToken);
        var result = found is null
            ? new Failure(FailureKind.TicketInvalid)
            : await locked.RunAsync<AdmittedParty>(
                steward.Actor,
                found,
                (context, reservation) => LetInAsync(context, reservation, steward, asked),
                cancellationToken,
                WritePriority.Door);
        if (!result.Succeeded)
        {
            await record.RefusedAsync(result.Failure, found?.Id, steward, asked.Request, cancellationToken);
        }

        return result;
    }

    private async Task<Result<AdmittedParty>> LetInAsync(UseCaseContext context, Reservation reservation, Steward steward, Admission asked)
    {
        var earlier = await context.Db.CheckIns.SingleOrDefaultAsync(c => c.ReservationId == reservation.Id, context.Cancellation);
        if (await RepeatedSubmission.ScanAsync(context, asked.Request, reservation.Id, steward.StaffId, e => e.People > 0) is { } answer)
        {
            // Undone since: neither is it true any more that they were let in, nor may a form sent again let them in.
            return earlier is null ? new Failure(FailureKind.FormExpired) : Admitted(reservation, answer);
        }

        if (CheckInRules.WhyNot(
            reservation, reservation.Performance, earlier, steward.DoorOf, house, context.Now, asked.IsRest, asked.Afterwards) is { } refusal)
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
            context.Db.Add(CheckIn.Of(reservation, people, steward, asked.Request, context.Now));
        }
        else
        {
            earlier.LetInMore(reservation, people);
        }

        var outcome = asked.Afterwards ? ScanOutcome.AdmittedOnPaper : earlier is null ? ScanOutcome.Admitted : ScanOutcome.MoreAdmitted;
        var arrival = ScanEvent.Of(outcome, reservation, people, earlier?.People ?? people, steward, asked.Request, context.Now);
        context.Db.Add(arrival);
        context.AfterCommit(() => metrics.LetIn(people, isRest: earlier is not null));
        return Admitted(reservation, arrival);
    }

    private static AdmittedParty Admitted(Reservation party, ScanEvent arrival) =>
        AdmittedParty.Of(party, arrival.People, arrival.Inside, arrival.At);
}
