using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A colleague is mailed a link that sets a password: the invitation once more, or because it was forgotten.</summary>
public sealed class SendPasswordLink(WriteTransaction write, StaffAccounts accounts, Outbox outbox, TimeProvider clock)
{
    /// <summary>An Administrator has it sent: the invitation while there is no password yet.</summary>
    /// <returns>The person's id, or: NotFound, NotPossible (switched off), Busy.</returns>
    public async Task<Result<int>> SendAsync(int id, Actor by, CancellationToken cancellationToken)
    {
        OutboxMail? owed = null;
        var result = await write.RunAsync<int>(
            async (db, cancelled) =>
            {
                owed = null;
                if (await db.Users.SingleOrDefaultAsync(u => u.Id == id, cancelled) is not { } person)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (person.DisabledAt is not null)
                {
                    return Failure.NotPossible(Obstacle.StaffDisabled);
                }

                var now = clock.GetUtcNow().UtcDateTime;
                owed = Outbox.AddForStaff(db, person.PasswordHash is null ? MailKind.Invitation : MailKind.PasswordReset, id, now);
                db.Add(AuditEntry.Of(by, AuditAction.MailSentAgain, AuditSubject.Staff, id, detail: null, now));
                return id;
            },
            cancellationToken);
        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }

    /// <summary>
    /// Somebody says to have forgotten the password. An address that nobody has, and one that is switched off, are answered as
    /// any other.
    /// </summary>
    /// <returns>Whether a mail is owed, which nobody outside may be told; or: Busy.</returns>
    public async Task<Result<bool>> ForgottenAsync(string email, CancellationToken cancellationToken)
    {
        OutboxMail? owed = null;
        var result = await write.RunAsync<bool>(
            async (db, cancelled) =>
            {
                using var people = accounts.In(db);
                var person = await people.FindByEmailAsync(email.Trim());
                owed = person is { DisabledAt: null } ? Outbox.AddForStaff(db, MailKind.PasswordReset, person.Id, clock.GetUtcNow().UtcDateTime) : null;
                return owed is not null;
            },
            cancellationToken);
        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }
}
