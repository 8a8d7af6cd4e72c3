using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Somebody of the house has mail tried again at once, rather than after the pause that a failure earns it.</summary>
public sealed class RetryMail(WriteTransaction write)
{
    /// <summary>One mail, also one that was given up. A mail that has left meanwhile is left alone: what was wanted has happened.</summary>
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
                mail.TryAgain(context.Now);
                context.Audit(AuditAction.MailRetried, AuditSubject.Mail, mail.Id, mail.LastError);
                context.SendSoon(mail);
            }

            return mail;
        },
        cancellationToken);

    /// <summary>Every mail that is failing. What was given up stays so: the server would refuse it again, or nobody needs it.</summary>
    /// <returns>How many there are, or: Busy.</returns>
    public Task<Result<int>> RetryAllAsync(Actor actor, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            var failing = await context.Db.Outbox.Where(MailStates.Are(MailState.Failing))
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
