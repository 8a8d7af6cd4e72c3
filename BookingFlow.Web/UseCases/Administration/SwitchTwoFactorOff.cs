using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Disables two-factor authentication of a staff account.</summary>
/// <remarks>This deletes the key and the recovery codes, and ends all sessions of the account.</remarks>
public sealed class SwitchTwoFactorOff(WriteTransaction write, StaffIdentity identity)
{
    /// <summary>Disables it for the signed-in staff member; does nothing if it is already disabled.</summary>
    /// <param name="password">The current password.</param>
    /// <returns>The staff id, or: NotFound, InvalidInput (Password), Busy.</returns>
    public Task<Result<int>> SwitchOffOwnAsync(int id, string? password, CancellationToken cancellationToken) =>
        SwitchOffAsync(id, actor: null, asksForPassword: true, password, cancellationToken);

    /// <summary>Disables it by an Administrator, for a staff member who has lost the phone; does nothing if it is already disabled.</summary>
    /// <returns>The staff id, or: NotFound, Busy.</returns>
    public Task<Result<int>> SwitchOffForAsync(int id, Actor actor, CancellationToken cancellationToken) =>
        SwitchOffAsync(id, actor, asksForPassword: false, password: null, cancellationToken);

    private Task<Result<int>> SwitchOffAsync(
        int id, Actor? actor, bool asksForPassword, string? password, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            if (await context.Db.Users.SingleOrDefaultAsync(u => u.Id == id, context.Cancellation) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            using var users = identity.CreateUserManager(context.Db);
            if (asksForPassword && await SetPassword.CheckPasswordAsync(users, person, password) is { } wrong)
            {
                return Failure.InvalidInput(wrong);
            }

            if (!person.TwoFactorEnabled)
            {
                return id;
            }

            context.Db.RemoveRange(await context.Db.UserTokens.Where(t => t.UserId == id).ToListAsync(context.Cancellation));
            StaffIdentity.EnsureSucceeded(await users.SetTwoFactorEnabledAsync(person, enabled: false));
            context.Audit(actor ?? person.AsActor(), AuditAction.TwoFactorSwitchedOff, AuditSubject.Staff, id);
            return id;
        },
        cancellationToken);
}
