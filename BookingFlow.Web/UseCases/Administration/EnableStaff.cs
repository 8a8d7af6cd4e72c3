using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A colleague's account is switched on again, with the password and the two-factor that it had.</summary>
public sealed class EnableStaff(WriteTransaction write, StaffAccounts accounts, TimeProvider clock)
{
    /// <returns>The person's id, or: NotFound, Busy. On already: nothing happens.</returns>
    public Task<Result<int>> EnableAsync(int id, Actor by, CancellationToken cancellationToken) => write.RunAsync<int>(
        async (db, cancelled) =>
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == id, cancelled) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (person.DisabledAt is null)
            {
                return id;
            }

            using var people = accounts.In(db);
            person.DisabledAt = null;
            StaffAccounts.Demand(await people.UpdateSecurityStampAsync(person));
            db.Add(AuditEntry.Of(by, AuditAction.StaffEnabled, AuditSubject.Staff, id, detail: null, clock.GetUtcNow().UtcDateTime));
            return id;
        },
        cancellationToken);
}
