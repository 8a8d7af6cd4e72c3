using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A colleague is mailed a link that sets a password: the invitation once more, or because it was forgotten.</summary>
public sealed class SendPasswordLink(WriteTransaction write, StaffIdentity identity)
{
    /// <summary>An Administrator has it sent: the invitation while there is no password yet.</summary>
    /// <returns>The person's id, or: NotFound, NotPossible (switched off), Busy.</returns>
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

    /// <summary>
    /// Somebody says to have forgotten the password. An address that nobody has, and one that is switched off, are answered as
    /// any other.
    /// </summary>
    /// <returns>Whether a mail is owed, which nobody outside may be told; or: Busy.</returns>
    public Task<Result<bool>> ForgottenAsync(string email, CancellationToken cancellationToken) => write.RunAsync<bool>(
        actor: null,
        async context =>
        {
            using var people = identity.In(context.Db);
            if (await people.FindByEmailAsync(email.Trim()) is not { DisabledAt: null } person)
            {
                return false;
            }

            context.Enqueue(MailKind.PasswordReset, person.Id);
            return true;
        },
        cancellationToken);
}
