using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A colleague's account is switched on again, with the password and the two-factor that it had.</summary>
public sealed class EnableStaff(WriteTransaction write, StaffIdentity identity)
{
    /// <returns>The person's id, or: NotFound, Busy. On already: nothing happens.</returns>
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

            using var people = identity.In(context.Db);
            person.DisabledAt = null;
            StaffIdentity.Require(await people.UpdateSecurityStampAsync(person));
            context.Audit(AuditAction.StaffEnabled, AuditSubject.Staff, id);
            return id;
        },
        cancellationToken);
}
