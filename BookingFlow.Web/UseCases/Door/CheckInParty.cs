using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Checks in a party or part of it.</summary>
/// <remarks>
/// A unique index allows one check-in per reservation. A second scan is refused and only adds an entry to the scan history. A repeated
/// submission by the same steward for the same reservation gets the first answer.
/// </remarks>
public sealed class CheckInParty(LockedReservation locked, RecordScan record, CurrentVenue current, BookingMetrics metrics)
{
    /// <summary>Checks in a party by the token in its QR code.</summary>
    /// <returns>
    /// The party, or: FormExpired (the check-in by this submission was undone), BookingClosed (the performance is cancelled),
    /// ReservationCancelled, TicketInvalid, ReservationNotConfirmed, WrongPerformance, OutsideCheckInWindow,
    /// AlreadyCheckedIn, InvalidInput (more people than are still to come), NotEnoughSeats (the party came after the curtain release, and its
    /// seats were given to others), Busy.
    /// </returns>
    public Task<Result<AdmittedParty>> AdmitAsync(Token checkIn, Steward steward, Admission admission, CancellationToken cancellationToken)
    {
        var hash = checkIn.Hash;
        return AdmitAsync(
            db => db.Tokens.Where(t => t.Hash == hash && t.Purpose == TokenPurpose.CheckIn).Select(t => t.Reservation),
            steward, admission, cancellationToken);
    }

    /// <summary>Checks in a party by its reference, after the steward was shown the party.</summary>
    /// <param name="reference">As <see cref="Reference.Read"/> returns it.</param>
    /// <inheritdoc cref="AdmitAsync(Token, Steward, Admission, CancellationToken)"/>
    public Task<Result<AdmittedParty>> AdmitAsync(string reference, Steward steward, Admission admission, CancellationToken cancellationToken) =>
        AdmitAsync(db => db.Reservations.Where(r => r.Reference == reference), steward, admission, cancellationToken);

    /// <summary>Checks in a party by the id of its reservation, after the steward was shown the party.</summary>
    /// <inheritdoc cref="AdmitAsync(Token, Steward, Admission, CancellationToken)"/>
    public Task<Result<AdmittedParty>> AdmitAsync(int reservationId, Steward steward, Admission admission, CancellationToken cancellationToken) =>
        AdmitAsync(db => db.Reservations.Where(r => r.Id == reservationId), steward, admission, cancellationToken);

    private async Task<Result<AdmittedParty>> AdmitAsync(
        Func<BookingDbContext, IQueryable<Reservation>> party, Steward steward, Admission admission, CancellationToken cancellationToken)
    {
        var found = await locked.FindAsync(party, cancellationToken);
        var result = found is null
            ? new Failure(FailureKind.TicketInvalid)
            : await locked.RunAsync<AdmittedParty>(
                steward.Actor,
                found,
                (context, reservation) => AdmitLockedAsync(context, reservation, steward, admission),
                cancellationToken,
                WritePriority.Door);
        if (!result.Succeeded)
        {
            await record.RecordRefusalAsync(result.Failure, found?.Id, steward, admission, cancellationToken);
        }

        return result;
    }

    private async Task<Result<AdmittedParty>> AdmitLockedAsync(UseCaseContext context, Reservation reservation, Steward steward, Admission admission)
    {
        var earlier = await context.Db.CheckIns.SingleOrDefaultAsync(c => c.ReservationId == reservation.Id, context.Cancellation);
        var staffId = admission.IsOfDevice ? (int?)null : steward.StaffId;
        if (await RepeatedSubmission.ScanAsync(context, admission.Request, reservation.Id, staffId, e => e.People + e.Excess > 0) is { } answer)
        {
            // If the check-in was undone since, the repeated submission must not repeat it.
            return earlier is null && !admission.IsOfDevice ? new Failure(FailureKind.FormExpired) : Admitted(reservation, answer);
        }

        if (CheckInRules.CheckAdmission(
            reservation,
            reservation.Performance,
            earlier,
            steward.AssignedPerformanceId,
            current.Rules,
            context.Now,
            admission.IsRemainder,
            admission.RecordedLater) is { } refusal)
        {
            return refusal;
        }

        var people = admission.People ?? earlier?.StillToCome(reservation) ?? reservation.PartySize;
        if (CheckInRules.ValidatePeople(reservation, earlier, people) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        // What was admitted on paper is a fact. Counted only if seats were given to others, because it costs a statement.
        if (!admission.RecordedLater && reservation.Performance.ReleasedSeats > 0 && CurtainRelease.CheckRoom(
            reservation.Performance, await DoorSeats.InsideAsync(context, reservation.PerformanceId), people) is { } full)
        {
            return full;
        }

        if (earlier is null)
        {
            context.Db.Add(CheckIn.Of(reservation, people, steward, admission.Request, context.Now));
        }
        else
        {
            earlier.AdmitMore(reservation, people);
        }

        var outcome = admission.RecordedLater ? ScanOutcome.AdmittedOnPaper : earlier is null ? ScanOutcome.Admitted : ScanOutcome.MoreAdmitted;
        var arrival = ScanEvent.Of(outcome, reservation, people, earlier?.People ?? people, steward, admission.Request, context.Now);
        context.Db.Add(arrival);
        context.AfterCommit(() => metrics.CheckedIn(people, isRemainder: earlier is not null));
        return Admitted(reservation, arrival);
    }

    private static AdmittedParty Admitted(Reservation party, ScanEvent arrival) =>
        AdmittedParty.Of(party, arrival.LetIn, arrival.Inside, arrival.At);
}
