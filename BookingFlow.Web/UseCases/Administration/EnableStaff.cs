using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Enables a disabled staff account again, with its previous password and two-factor authentication.</summary>
public sealed class EnableStaff(WriteTransaction write, StaffIdentity identity)
{
    /// <summary>Enables the account; does nothing if it is already enabled.</summary>
    /// <returns>The staff id, or: NotFound, Busy.</returns>
    public Task<Result<int>> EnableAsync(int id, Actor actor, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            if (await context.Db.Users.SingleOrDefaultAsync(u => u.Id == id, context.Cancellation) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (person.DisabledAt is null)
            {
                return id;
            }

            using var users = identity.CreateUserManager(context.Db);
            person.DisabledAt = null;
            StaffIdentity.EnsureSucceeded(await users.UpdateSecurityStampAsync(person));
            context.Audit(AuditAction.StaffEnabled, AuditSubject.Staff, id);
            return id;
        },
        cancellationToken);
}
