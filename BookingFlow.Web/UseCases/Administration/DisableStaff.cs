using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>
/// A colleague's account is switched off: the sessions end with the next request, and no link sets a password any more. What the
/// person did stays in the log under the name.
/// </summary>
public sealed class DisableStaff(WriteTransaction write, StaffIdentity identity)
{
    /// <returns>The person's id, or: NotFound, NotPossible (oneself, the last Administrator), Busy. Off already: nothing happens.</returns>
    public Task<Result<int>> DisableAsync(int id, Actor actor, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            if (await context.Db.Users.SingleOrDefaultAsync(u => u.Id == id, context.Cancellation) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (id == actor.Id)
            {
                return Failure.NotPossible(Obstacle.OwnAccount);
            }

            if (person.DisabledAt is not null)
            {
                return id;
            }

            await StaffAccounts.TouchAdministratorRoleAsync(context.Db, context.Cancellation);
            if (await StaffAccounts.IsLastAdministratorAsync(context.Db, id, context.Cancellation))
            {
                return Failure.NotPossible(Obstacle.LastAdministrator);
            }

            using var people = identity.In(context.Db);
            person.DisabledAt = context.Now;
            await StaffAccounts.EndLinksAsync(context.Db, id, context.Now, context.Cancellation);
            StaffIdentity.Require(await people.UpdateSecurityStampAsync(person));
            context.Audit(AuditAction.StaffDisabled, AuditSubject.Staff, id);
            return id;
        },
        cancellationToken);
}
