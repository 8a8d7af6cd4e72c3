using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Erases the personal data of all reservations under an e-mail address, of all performances.</summary>
public sealed class EraseAddress(WriteTransaction write, CurrentVenue current)
{
    /// <param name="email">As submitted.</param>
    /// <returns>
    /// How many reservations were erased; or: InvalidInput, NotFound (none under this address), NotPossible (StillReserved: at least one must be
    /// cancelled first, and none is erased), Busy.
    /// </returns>
    public Task<Result<int>> EraseAsync(string? email, Actor actor, CancellationToken cancellationToken)
    {
        var address = AddressQueries.CheckAddress(email);
        return write.RunAsync<int>(
            actor,
            async context =>
            {
                if (!address.Succeeded)
                {
                    return address.Failure;
                }

                var found = context.Db.Reservations.OfAddress(address.Value);
                await PerformanceLock.WaitAsync(
                    context.Db, await found.Select(r => r.PerformanceId).Distinct().ToListAsync(context.Cancellation), context.Cancellation);
                var reservations = await found.Include(r => r.Performance).ToListAsync(context.Cancellation);
                if (reservations.Count == 0)
                {
                    return new Failure(FailureKind.NotFound);
                }

                var refusals = reservations.Select(r => BoxOfficeRules.CheckErase(r, current.Rules, context.Now)).OfType<Failure>();
                if (refusals.FirstOrDefault() is { } refusal)
                {
                    return refusal;
                }

                await PersonalDataErasure.EraseAsync(context, reservations);
                context.Audit(
                    AuditAction.PersonalDataErased, AuditSubject.Reservation, id: null, reservations.Count.ToString(CultureInfo.InvariantCulture));
                return reservations.Count;
            },
            cancellationToken);
    }
}
