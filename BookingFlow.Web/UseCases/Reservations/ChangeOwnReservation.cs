using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Changes a reservation by the party itself, with the link to its own page: fewer or more people, none, or back again.</summary>
/// <remarks>
/// Runs under the performance's lock. The tickets that the party has stay valid for the people who are left (docs/decisions/0048).
/// </remarks>
public sealed class ChangeOwnReservation(LockedReservation locked, CurrentVenue current)
{
    /// <summary>Changes the number of people. A confirmed party takes or releases the difference in seats, and its ticket is mailed again.</summary>
    /// <param name="party">The party token.</param>
    /// <param name="request">Hidden id of the form, so that a repeated submission gets the same answer.</param>
    /// <param name="partySize">As submitted.</param>
    /// <param name="smallestParty">
    /// As submitted: the smallest number of people with which a waiting party would come; empty for the whole party; ignored if it does not wait.
    /// </param>
    /// <returns>
    /// The reservation, or: InvalidInput, BookingClosed, ConfirmationTokenInvalid, ReservationCancelled, ConfirmationTokenExpired, NotEnoughSeats
    /// (nothing is changed), NotPossible, Busy.
    /// </returns>
    public async Task<Result<Reservation>> ChangeAsync(
        Token party, Guid request, string? partySize, string? smallestParty, CancellationToken cancellationToken)
    {
        var (typed, smallest) = (FieldChecks.Normalize(partySize), FieldChecks.Normalize(smallestParty));
        if ((FieldChecks.Required(FormField.PartySize, typed) ?? FieldChecks.PartySize(typed, Limits.PartySize)) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        var people = FieldChecks.ReadNumber(typed)!.Value;
        if (smallest is not null && FieldChecks.People(FormField.SmallestParty, smallest, people) is { } wrongSmallest)
        {
            return Failure.InvalidInput(wrongSmallest);
        }

        return await RunAsync(
            party,
            request,
            (context, reservation, isInside) =>
            {
                if (PartyRules.CheckPartySize(reservation, people, isInside, current.Rules, context.Now) is { } refusal)
                {
                    return refusal;
                }

                if (people != reservation.PartySize)
                {
                    Change(context, reservation, request, people);
                }

                if (reservation.Status == ReservationStatus.Waiting)
                {
                    reservation.ChangeSmallestParty(FieldChecks.ReadNumber(smallest) ?? people);
                }

                return reservation;
            },
            cancellationToken);
    }

    /// <summary>Cancels the reservation, which releases its seats. The party can take that back while seats are left.</summary>
    /// <returns>
    /// The reservation, or: BookingClosed, ConfirmationTokenInvalid, ReservationCancelled, ConfirmationTokenExpired, NotPossible, Busy.
    /// </returns>
    /// <inheritdoc cref="ChangeAsync"/>
    public Task<Result<Reservation>> ReleaseAsync(Token party, Guid request, CancellationToken cancellationToken) => RunAsync(
        party,
        request,
        (context, reservation, isInside) =>
        {
            if (PartyRules.CheckRelease(reservation, isInside, current.Rules, context.Now) is { } refusal)
            {
                return refusal;
            }

            context.Audit(AuditAction.ReservationCancelled, AuditSubject.Reservation, reservation.Id);
            context.Db.Add(PartyChange.Of(reservation, request, reservation.PartySize, peopleAfter: 0, context.Now));
            var wasConfirmed = reservation.Status == ReservationStatus.Confirmed;
            reservation.Release(context.Now);
            if (wasConfirmed)
            {
                context.EnqueueIfAddressed(MailKind.ReservationReleased, reservation);
            }

            return reservation;
        },
        cancellationToken);

    /// <summary>Takes back the seats that the party has released. Its tickets are valid again, and the ticket is mailed again.</summary>
    /// <param name="smallerParty">Take back only this many seats, 1 to the party size; null for all.</param>
    /// <returns>
    /// The reservation, or: BookingClosed, ConfirmationTokenInvalid, ReservationCancelled, ConfirmationTokenUsed (taken back already),
    /// NotEnoughSeats (nothing is changed), NotPossible, Busy.
    /// </returns>
    /// <inheritdoc cref="ChangeAsync"/>
    public Task<Result<Reservation>> TakeBackAsync(Token party, Guid request, int? smallerParty, CancellationToken cancellationToken) => RunAsync(
        party,
        request,
        (context, reservation, _) =>
        {
            var people = Math.Clamp(smallerParty ?? reservation.PartySize, 1, reservation.PartySize);
            if (PartyRules.CheckTakeBack(reservation, people, current.Rules, context.Now) is { } refusal)
            {
                return refusal;
            }

            context.Audit(AuditAction.ReservationTakenBack, AuditSubject.Reservation, reservation.Id, $"{people}");
            context.Db.Add(PartyChange.Of(reservation, request, peopleBefore: 0, people, context.Now));
            reservation.TakeBack(people);
            context.EnqueueIfAddressed(MailKind.Ticket, reservation);
            return reservation;
        },
        cancellationToken);

    private static void Change(UseCaseContext context, Reservation reservation, Guid request, int people)
    {
        context.Audit(AuditAction.PartySizeChanged, AuditSubject.Reservation, reservation.Id, $"{reservation.PartySize} → {people}");
        context.Db.Add(PartyChange.Of(reservation, request, reservation.PartySize, people, context.Now));
        reservation.ChangeParty(people);
        if (reservation.Status == ReservationStatus.Confirmed)
        {
            context.EnqueueIfAddressed(MailKind.Ticket, reservation);
        }
    }

    private async Task<Result<Reservation>> RunAsync(
        Token party, Guid request, Func<UseCaseContext, Reservation, bool, Result<Reservation>> change, CancellationToken cancellationToken)
    {
        var hash = party.Hash;
        var found = await locked.FindAsync(
            db => db.Tokens.Where(t => t.Hash == hash && t.Purpose == TokenPurpose.Party).Select(t => t.Reservation), cancellationToken);
        return found is null
            ? new Failure(FailureKind.ConfirmationTokenInvalid)
            : await locked.RunAsync<Reservation>(
                Actor.Party,
                found,
                async (context, reservation) =>
                {
                    if (await RepeatedSubmission.HasChangeAsync(context, reservation.Id, request))
                    {
                        return reservation;
                    }

                    var isInside = await context.Db.CheckIns.AnyAsync(c => c.ReservationId == reservation.Id, context.Cancellation);
                    // Released seats can be taken back; another reservation of the address may have been confirmed since.
                    return reservation.Status == ReservationStatus.Cancelled
                        && await context.Db.CheckAddressAsync(reservation, context.Cancellation) is { } taken
                        ? taken
                        : change(context, reservation, isInside);
                },
                cancellationToken);
    }
}
