using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Somebody of the house has a mail sent to themselves, to see whether mail arrives.</summary>
public sealed class SendTestMail(WriteTransaction write)
{
    /// <returns>The owed mail, or: NotFound (nobody has this account), NotPossible (it has no address), Busy.</returns>
    public Task<Result<OutboxMail>> SendAsync(Actor to, CancellationToken cancellationToken) => write.RunAsync<OutboxMail>(
        to,
        async context =>
        {
            var colleague = await context.Db.Users.SingleOrDefaultAsync(u => u.Id == to.Id, context.Cancellation);
            if (colleague is null)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (colleague.Email is null)
            {
                return Failure.NotPossible(Obstacle.NoEmail);
            }

            var mail = context.Enqueue(MailKind.Test, colleague.Id);
            // The log names the mail by its id, which it gets now.
            await context.Db.SaveChangesAsync(context.Cancellation);
            context.Audit(AuditAction.TestMailSent, AuditSubject.Mail, mail.Id);
            return mail;
        },
        cancellationToken);
}
