using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>
/// Signing in asks for no code any more: somebody gives it up knowing the password, or an Administrator takes it away from
/// somebody who lost the phone. Key and recovery codes are forgotten, and the sessions end.
/// </summary>
public sealed class SwitchTwoFactorOff(WriteTransaction write, StaffAccounts accounts, TimeProvider clock)
{
    /// <returns>The person's id, or: NotFound, InvalidInput (Password), Busy. Off already: nothing happens.</returns>
    public Task<Result<int>> OwnAsync(int id, string? password, CancellationToken cancellationToken) =>
        SwitchOffAsync(id, by: null, asksForPassword: true, password, cancellationToken);

    /// <returns>The person's id, or: NotFound, Busy. Off already: nothing happens.</returns>
    public Task<Result<int>> TakeAwayAsync(int id, Actor by, CancellationToken cancellationToken) =>
        SwitchOffAsync(id, by, asksForPassword: false, password: null, cancellationToken);

    private Task<Result<int>> SwitchOffAsync(int id, Actor? by, bool asksForPassword, string? password, CancellationToken cancellationToken) => write.RunAsync<int>(
        async (db, cancelled) =>
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == id, cancelled) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            using var people = accounts.In(db);
            if (asksForPassword && await SetPassword.WhyNotAsync(people, person, password) is { } wrong)
            {
                return Failure.InvalidInput(wrong);
            }

            if (!person.TwoFactorEnabled)
            {
                return id;
            }

            db.RemoveRange(await db.UserTokens.Where(t => t.UserId == id).ToListAsync(cancelled));
            StaffAccounts.Demand(await people.SetTwoFactorEnabledAsync(person, enabled: false));
            db.Add(AuditEntry.Of(
                by ?? new Actor(id, person.DisplayName), AuditAction.TwoFactorSwitchedOff, AuditSubject.Staff, id, detail: null, clock.GetUtcNow().UtcDateTime));
            return id;
        },
        cancellationToken);
}
