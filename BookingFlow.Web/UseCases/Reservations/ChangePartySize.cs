using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Changes the party size of a reservation by the box office.</summary>
/// <remarks>
/// A confirmed reservation takes or releases the difference in seats under the lock, and its ticket, which shows the party size, is mailed
/// again. A pending one takes no seats yet.
/// </remarks>
public sealed class ChangePartySize(LockedReservation locked, CurrentVenue current)
{
    /// <param name="partySize">As submitted.</param>
    /// <param name="access">The access places of the changed party; null if they stay.</param>
    /// <returns>The reservation, or: NotFound, InvalidInput, NotPossible, NotEnoughSeats (the reservation is unchanged), Busy.</returns>
    public async Task<Result<Reservation>> ChangeAsync(
        int reservationId, string? partySize, Actor actor, CancellationToken cancellationToken, AccessNeeds? access = null)
    {
        var typed = FieldChecks.Normalize(partySize);
        if ((FieldChecks.Required(FormField.PartySize, typed) ?? FieldChecks.PartySize(typed, Limits.PartySize)) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        var people = FieldChecks.ReadNumber(typed)!.Value;
        if (access?.Check(people) is { } wrongAccess)
        {
            return Failure.InvalidInput(wrongAccess);
        }

        return await locked.RunAsync<Reservation>(
            actor,
            reservationId,
            async (context, reservation) =>
            {
                var isInside = await context.Db.CheckIns.AnyAsync(c => c.ReservationId == reservationId, context.Cancellation);
                var places = access?.Places ?? reservation.AccessPlaces.For(people);
                if (BoxOfficeRules.CheckPartySize(reservation, people, places, isInside, current.Rules, context.Now) is { } refusal)
                {
                    return refusal;
                }

                if (people == reservation.PartySize && places == reservation.AccessPlaces)
                {
                    return reservation;
                }

                context.Audit(AuditAction.PartySizeChanged, AuditSubject.Reservation, reservation.Id, $"{Summarize(reservation.PartySize, reservation.AccessPlaces)} → {Summarize(people, places)}");
                reservation.ChangeParty(people, places);
                if (reservation.Status == ReservationStatus.Confirmed)
                {
                    context.EnqueueIfAddressed(MailKind.Ticket, reservation);
                }

                return reservation;
            },
            cancellationToken);
    }

    // "4", or "4 (1 + 1)" with a wheelchair and a companion place.
    private static string Summarize(int people, AccessPlaces places) => places.IsNone ? $"{people}" : $"{people} ({places.Wheelchair} + {places.Companion})";
}
