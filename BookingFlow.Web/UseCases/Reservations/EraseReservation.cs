using BookingFlow.Web.Data;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Erases the personal data of one reservation: for the party itself, from its own page.</summary>
/// <remarks>
/// Refused while the party may still come, because the door needs its name. The state does not change, but the decision depends on it, so
/// the performance is locked.
/// </remarks>
public sealed class EraseReservation(LockedReservation locked, CurrentVenue current)
{
    /// <param name="actor"><see cref="Actor.Party"/>, or the staff member.</param>
    /// <returns>The reservation, also if it was erased before; or: NotFound, NotPossible (StillReserved), Busy.</returns>
    public Task<Result<Reservation>> EraseAsync(int reservationId, Actor actor, CancellationToken cancellationToken) => locked.RunAsync<Reservation>(
        actor,
        reservationId,
        async (context, reservation) =>
        {
            if (reservation.ErasedAt is not null)
            {
                return reservation;
            }

            if (BoxOfficeRules.CheckErase(reservation, current.Rules, context.Now) is { } refusal)
            {
                return refusal;
            }

            await PersonalDataErasure.EraseAsync(context, [reservation]);
            context.Audit(AuditAction.PersonalDataErased, AuditSubject.Reservation, reservation.Id);
            return reservation;
        },
        cancellationToken);
}
