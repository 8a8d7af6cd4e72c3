using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Disables a staff account.</summary>
/// <remarks>The account's sessions end with their next request, and its password links are invalidated. Its audit log entries stay.</remarks>
public sealed class DisableStaff(WriteTransaction write, StaffIdentity identity)
{
    /// <summary>Disables the account; does nothing if it is already disabled.</summary>
    /// <returns>The staff id, or: NotFound, NotPossible (own account, last Administrator), Busy.</returns>
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

            using var users = identity.CreateUserManager(context.Db);
            person.DisabledAt = context.Now;
            await StaffAccounts.RevokeLinksAsync(context.Db, id, context.Now, context.Cancellation);
            StaffIdentity.EnsureSucceeded(await users.UpdateSecurityStampAsync(person));
            context.Audit(AuditAction.StaffDisabled, AuditSubject.Staff, id);
            return id;
        },
        cancellationToken);
}
