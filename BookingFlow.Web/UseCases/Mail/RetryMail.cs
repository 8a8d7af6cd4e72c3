using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Makes unsent mail due now, instead of after the delay that follows a failed attempt.</summary>
public sealed class RetryMail(WriteTransaction write)
{
    /// <summary>Retries one mail, also one that was given up. Does nothing if it has been sent meanwhile.</summary>
    /// <returns>The mail, or: NotFound, Busy.</returns>
    public Task<Result<OutboxMail>> RetryAsync(int mailId, Actor actor, CancellationToken cancellationToken) => write.RunAsync<OutboxMail>(
        actor,
        async context =>
        {
            var mail = await context.Db.Outbox.SingleOrDefaultAsync(m => m.Id == mailId, context.Cancellation);
            if (mail is null)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (mail.SentAt is null)
            {
                // The reason, before it is forgotten.
                context.Audit(AuditAction.MailRetried, AuditSubject.Mail, mail.Id, mail.LastError);
                mail.Retry(context.Now);
                context.SendSoon(mail);
            }

            return mail;
        },
        cancellationToken);

    /// <summary>Retries all failing mails, but not those given up, which would be refused again or are no longer needed.</summary>
    /// <returns>The number of mails, or: Busy.</returns>
    public Task<Result<int>> RetryAllAsync(Actor actor, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            var failing = await context.Db.Outbox.Where(MailStates.Matches(MailState.Failing))
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAttemptAt, context.Now), context.Cancellation);
            if (failing > 0)
            {
                context.Audit(AuditAction.MailRetried, AuditSubject.Mail, id: null, failing.ToString(CultureInfo.InvariantCulture));
                context.SendAllDueSoon();
            }

            return failing;
        },
        cancellationToken);
}
