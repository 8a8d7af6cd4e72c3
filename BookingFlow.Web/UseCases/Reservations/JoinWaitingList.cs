using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Puts a party on the waiting list of its performance with its mailed confirmation link, which proves the address.</summary>
/// <remarks>
/// Runs under the performance's lock. If seats for the party are left after all, it gets them in the same transaction, like any waiting party.
/// </remarks>
public sealed class JoinWaitingList(LockedReservation locked, CurrentVenue current)
{
    /// <param name="link">The confirmation token from the mail.</param>
    /// <param name="smallestParty">
    /// As submitted: the smallest number of people with which the party would come, 1 to the party size; empty for the whole party.
    /// </param>
    /// <returns>
    /// The reservation, waiting or confirmed; or: InvalidInput, BookingClosed, ConfirmationTokenInvalid, ReservationCancelled,
    /// ConfirmationTokenUsed, ConfirmationTokenExpired, NotEnoughSeats (the waiting list is closed),
    /// NotPossible (AddressHasReservation), Busy.
    /// </returns>
    public async Task<Result<Reservation>> JoinAsync(Token link, string? smallestParty, CancellationToken cancellationToken)
    {
        var (hash, typed) = (link.Hash, FieldChecks.NormalizeLine(smallestParty));
        var found = await locked.FindAsync(
            db => db.Tokens.Where(t => t.Hash == hash && t.Purpose == TokenPurpose.Confirmation).Select(t => t.Reservation), cancellationToken);
        if (found is null)
        {
            return new Failure(FailureKind.ConfirmationTokenInvalid);
        }

        return await locked.RunAsync<Reservation>(
            Actor.Party,
            found,
            async (context, reservation) =>
            {
                // Joining again, by a repeated submission or another link of the same party, changes nothing.
                if (reservation.Status == ReservationStatus.Waiting)
                {
                    return reservation;
                }

                var token = await context.Db.Tokens.SingleAsync(t => t.Hash == hash, context.Cancellation);
                if (WaitingListRules.CheckJoin(token, reservation, current.Rules, context.Now) is { } refusal)
                {
                    return refusal;
                }

                if (await context.Db.CheckAddressAsync(reservation, context.Cancellation) is { } taken)
                {
                    return taken;
                }

                if (typed is not null && FieldChecks.People(FormField.SmallestParty, typed, reservation.PartySize) is { } wrong)
                {
                    return Failure.InvalidInput(wrong);
                }

                reservation.Wait(FieldChecks.ReadNumber(typed) ?? reservation.PartySize, context.Now);
                context.Audit(AuditAction.WaitingListJoined, AuditSubject.Reservation, reservation.Id, $"{reservation.PartySize}");
                return reservation;
            },
            cancellationToken);
    }
}
