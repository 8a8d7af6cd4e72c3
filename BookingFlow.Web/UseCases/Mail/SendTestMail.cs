using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Somebody of the house has a mail sent to themselves, to see whether mail arrives.</summary>
public sealed class SendTestMail(WriteTransaction write, Outbox outbox, TimeProvider clock)
{
    /// <returns>The owed mail, or: NotFound (nobody has this account), NotPossible (it has no address), Busy.</returns>
    public async Task<Result<OutboxMail>> SendAsync(Actor to, CancellationToken cancellationToken)
    {
        var result = await write.RunAsync<OutboxMail>(
            async (db, cancelled) =>
            {
                var colleague = await db.Users.SingleOrDefaultAsync(u => u.Id == to.Id, cancelled);
                if (colleague is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (colleague.Email is null)
                {
                    return Failure.NotPossible(Obstacle.NoEmail);
                }

                var now = clock.GetUtcNow().UtcDateTime;
                var mail = Outbox.AddForStaff(db, MailKind.Test, colleague.Id, now);
                await db.SaveChangesAsync(cancelled);
                db.Add(AuditEntry.Of(to, AuditAction.TestMailSent, AuditSubject.Mail, mail.Id, null, now));
                return mail;
            },
            cancellationToken);

        outbox.SendSoon(result.Succeeded ? result.Value : null);
        return result;
    }
}
