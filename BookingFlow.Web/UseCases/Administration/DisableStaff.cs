using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>
/// A colleague's account is switched off: the sessions end with the next request, and no link sets a password any more. What the
/// person did stays in the log under the name.
/// </summary>
public sealed class DisableStaff(WriteTransaction write, StaffAccounts accounts, TimeProvider clock)
{
    /// <returns>The person's id, or: NotFound, NotPossible (oneself, the last Administrator), Busy. Off already: nothing happens.</returns>
    public Task<Result<int>> DisableAsync(int id, Actor by, CancellationToken cancellationToken) => write.RunAsync<int>(
        async (db, cancelled) =>
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == id, cancelled) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (id == by.Id)
            {
                return Failure.NotPossible(Obstacle.OwnAccount);
            }

            if (person.DisabledAt is not null)
            {
                return id;
            }

            if (await StaffAccounts.IsLastAdministratorAsync(db, id, cancelled))
            {
                return Failure.NotPossible(Obstacle.LastAdministrator);
            }

            var now = clock.GetUtcNow().UtcDateTime;
            using var people = accounts.In(db);
            person.DisabledAt = now;
            await StaffAccounts.EndLinksAsync(db, id, now, cancelled);
            StaffAccounts.Demand(await people.UpdateSecurityStampAsync(person));
            db.Add(AuditEntry.Of(by, AuditAction.StaffDisabled, AuditSubject.Staff, id, detail: null, now));
            return id;
        },
        cancellationToken);
}
