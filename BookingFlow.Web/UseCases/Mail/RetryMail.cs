using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Somebody of the house has mail tried again at once, rather than after the pause that a failure earns it.</summary>
public sealed class RetryMail(WriteTransaction write, Outbox outbox, TimeProvider clock)
{
    /// <summary>One mail, also one that was given up. A mail that has left meanwhile is left alone: what was wanted has happened.</summary>
    /// <returns>The mail, or: NotFound, Busy.</returns>
    public async Task<Result<OutboxMail>> RetryAsync(int mailId, Actor by, CancellationToken cancellationToken)
    {
        var result = await write.RunAsync<OutboxMail>(
            async (db, cancelled) =>
            {
                var mail = await db.Outbox.SingleOrDefaultAsync(m => m.Id == mailId, cancelled);
                if (mail is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (mail.SentAt is null)
                {
                    var now = clock.GetUtcNow().UtcDateTime;
                    mail.TryAgain(now);
                    db.Add(AuditEntry.Of(by, AuditAction.MailRetried, AuditSubject.Mail, mail.Id, mail.LastError, now));
                }

                return mail;
            },
            cancellationToken);

        outbox.SendSoon(result is { Succeeded: true, Value.SentAt: null } ? result.Value : null);
        return result;
    }

    /// <summary>Every mail that is failing. What was given up stays so: the server would refuse it again, or nobody needs it.</summary>
    /// <returns>How many there are, or: Busy.</returns>
    public async Task<Result<int>> RetryAllAsync(Actor by, CancellationToken cancellationToken)
    {
        var result = await write.RunAsync<int>(
            async (db, cancelled) =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var failing = await db.Outbox.Where(MailStates.Are(MailState.Failing))
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAttemptAt, now), cancelled);
                if (failing > 0)
                {
                    db.Add(AuditEntry.Of(by, AuditAction.MailRetried, AuditSubject.Mail, null, failing.ToString(System.Globalization.CultureInfo.InvariantCulture), now));
                }

                return failing;
            },
            cancellationToken);

        if (result is { Succeeded: true, Value: > 0 })
        {
            outbox.SweepSoon();
        }

        return result;
    }
}
