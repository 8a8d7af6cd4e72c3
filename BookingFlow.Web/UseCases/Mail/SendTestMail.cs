using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Sends a test mail to the signed-in staff member.</summary>
public sealed class SendTestMail(WriteTransaction write)
{
    /// <returns>The queued mail, or: NotFound (no such account), NotPossible (it has no address), Busy.</returns>
    public Task<Result<OutboxMail>> SendAsync(Actor to, CancellationToken cancellationToken) => write.RunAsync<OutboxMail>(
        to,
        async context =>
        {
            var recipient = await context.Db.Users.SingleOrDefaultAsync(u => u.Id == to.Id, context.Cancellation);
            if (recipient is null)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (recipient.Email is null)
            {
                return Failure.NotPossible(Obstacle.NoEmail);
            }

            var mail = context.Enqueue(MailKind.Test, recipient.Id);
            // The audit log needs the id, which the database generates.
            await context.Db.SaveChangesAsync(context.Cancellation);
            context.Audit(AuditAction.TestMailSent, AuditSubject.Mail, mail.Id);
            return mail;
        },
        cancellationToken);
}
