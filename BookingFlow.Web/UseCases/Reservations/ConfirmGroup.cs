using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Confirms the pending reservations of a group with their mailed confirmation link: those that fit; the others stay pending.</summary>
/// <remarks>
/// One transaction: lock all performances in ascending id; then, in later statements, read link, reservations and performances again, recount,
/// compare and confirm, as <see cref="ConfirmReservation"/> does for one. A refused reservation refuses no other (docs/decisions/0074).
/// </remarks>
public sealed class ConfirmGroup(LockedGroup locked, BookingMetrics metrics)
{
    /// <param name="link">The confirmation token from the mail.</param>
    /// <param name="request">Hidden id of the form, so that a repeated submission gets the same answer.</param>
    /// <returns>
    /// The party token, if at least one was confirmed; or: ConfirmationTokenInvalid, ReservationCancelled, ConfirmationTokenUsed,
    /// ConfirmationTokenExpired, the refusals one by one (<see cref="Failure.Each"/>; all stay pending), Busy.
    /// </returns>
    public Task<Result<Token>> ConfirmAsync(Token link, Guid request, CancellationToken cancellationToken)
    {
        var hash = link.Hash;
        return locked.RunAsync<Token>(
            actor: null,
            db => db.Tokens.Where(t => t.Hash == hash && t.Purpose == TokenPurpose.Confirmation).Select(t => t.Reservation),
            FailureKind.ConfirmationTokenInvalid,
            async (context, reservation, group) =>
            {
                var token = await context.Db.Tokens.SingleAsync(t => t.Hash == hash, context.Cancellation);
                if (token.UsedByRequest == request)
                {
                    return link.Party;
                }

                List<Failure> refusals = [];
                var pending = group.Where(r => r.Status == ReservationStatus.Pending).ToList();
                foreach (var one in pending)
                {
                    if (await CheckAsync(context, token, one) is { } refusal)
                    {
                        refusals.Add(refusal);
                        continue;
                    }

                    Confirm(context, one);
                }

                if (refusals.Count == pending.Count)
                {
                    return Refuse(token, reservation, group, refusals, context.Now);
                }

                token.Use(request, context.Now);
                return link.Party;
            },
            cancellationToken);
    }

    private static async Task<Failure?> CheckAsync(UseCaseContext context, ReservationToken link, Reservation reservation) =>
        (ConfirmationRules.CheckOfGroup(link, reservation, reservation.Performance, context.Now)
            ?? await context.Db.CheckAddressAsync(reservation, context.Cancellation)) is { } refusal
            ? refusal with { Performance = reservation.Performance.Facts }
            : null;

    // The tokens of its ticket are made when its ticket's mail is sent, or when the party opens it.
    private void Confirm(UseCaseContext context, Reservation reservation)
    {
        reservation.Confirm(reservation.PartySize, context.Now);
        context.EnqueueIfAddressed(MailKind.Ticket, reservation);
        context.AfterCommit(() => metrics.Confirmed(reservation.PartySize));
    }

    private static Failure Refuse(
        ReservationToken link, Reservation reservation, IReadOnlyList<Reservation> group, List<Failure> refusals, DateTime now)
    {
        if (refusals.Count > 0)
        {
            return Failure.OfSeveral(refusals);
        }

        var told = group.FirstOrDefault(r => r.Status == ReservationStatus.Confirmed) ?? reservation;
        return ConfirmationRules.CheckLink(link, told, told.Performance, now)
            ?? Failure.About(FailureKind.ConfirmationTokenUsed, told.Performance.Facts);
    }
}
