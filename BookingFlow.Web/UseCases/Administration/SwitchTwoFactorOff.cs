using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>
/// Signing in asks for no code any more: somebody gives it up knowing the password, or an Administrator takes it away from
/// somebody who lost the phone. Key and recovery codes are forgotten, and the sessions end.
/// </summary>
public sealed class SwitchTwoFactorOff(WriteTransaction write, StaffIdentity identity)
{
    /// <returns>The person's id, or: NotFound, InvalidInput (Password), Busy. Off already: nothing happens.</returns>
    public Task<Result<int>> OwnAsync(int id, string? password, CancellationToken cancellationToken) =>
        SwitchOffAsync(id, actor: null, asksForPassword: true, password, cancellationToken);

    /// <returns>The person's id, or: NotFound, Busy. Off already: nothing happens.</returns>
    public Task<Result<int>> TakeAwayAsync(int id, Actor actor, CancellationToken cancellationToken) =>
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

            using var people = identity.In(context.Db);
            if (asksForPassword && await SetPassword.CheckPasswordAsync(people, person, password) is { } wrong)
            {
                return Failure.InvalidInput(wrong);
            }

            if (!person.TwoFactorEnabled)
            {
                return id;
            }

            context.Db.RemoveRange(await context.Db.UserTokens.Where(t => t.UserId == id).ToListAsync(context.Cancellation));
            StaffIdentity.Require(await people.SetTwoFactorEnabledAsync(person, enabled: false));
            context.Audit(actor ?? person.AsActor(), AuditAction.TwoFactorSwitchedOff, AuditSubject.Staff, id);
            return id;
        },
        cancellationToken);
}
