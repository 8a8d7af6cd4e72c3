using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.UseCases.Mail;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Mails a staff member a link that sets a password.</summary>
public sealed class SendPasswordLink(WriteTransaction write, StaffIdentity identity, MailRequestLimiter limiter)
{
    /// <summary>Sends the link by request of an Administrator: the invitation if no password is set yet, otherwise a password reset.</summary>
    /// <returns>The staff id, or: NotFound, NotPossible (account disabled), Busy.</returns>
    public Task<Result<int>> SendAsync(int id, Actor actor, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            if (await context.Db.Users.SingleOrDefaultAsync(u => u.Id == id, context.Cancellation) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (person.DisabledAt is not null)
            {
                return Failure.NotPossible(Obstacle.StaffDisabled);
            }

            context.Enqueue(person.PasswordHash is null ? MailKind.Invitation : MailKind.PasswordReset, id);
            context.Audit(AuditAction.MailSentAgain, AuditSubject.Staff, id);
            return id;
        },
        cancellationToken);

    /// <summary>Sends a reset link to a staff member who has forgotten the password.</summary>
    /// <remarks>Unknown addresses and disabled accounts succeed without a mail, so that the answer does not reveal which accounts exist.</remarks>
    /// <param name="email">As submitted.</param>
    /// <param name="clientKey">From <see cref="ClientNetwork.KeyOf"/>.</param>
    /// <returns>Whether a mail was queued, which must not be shown to the requester; or: Busy.</returns>
    public Task<Result<bool>> SendResetLinkAsync(string email, int clientKey, CancellationToken cancellationToken) => write.RunAsync<bool>(
        actor: null,
        async context =>
        {
            using var users = identity.CreateUserManager(context.Db);
            if (EmailAddress.Read(email) is not { } address || await users.FindByEmailAsync(address) is not { DisabledAt: null } person)
            {
                return false;
            }

            var mail = context.Enqueue(MailKind.PasswordReset, person.Id);
            await limiter.ApplyAsync(context, mail, new MailRequest(address, clientKey, IsKnown: true));
            return true;
        },
        cancellationToken);
}
