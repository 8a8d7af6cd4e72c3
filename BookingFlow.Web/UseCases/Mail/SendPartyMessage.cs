using System.Globalization;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Sends a message of the staff to parties of a performance, or a test of it to its author.</summary>
/// <remarks>
/// The message and its mails are written in one transaction. A party gets it once and an address once, whatever is retried or submitted twice
/// (docs/decisions/0051).
/// </remarks>
public sealed class SendPartyMessage(WriteTransaction write)
{
    /// <summary>Sends a message to parties. The mails, up to a thousand, are left to the recurring job.</summary>
    /// <param name="submissionId">Hidden id of the form, so that a repeated submission sends once.</param>
    /// <returns>The message, or: InvalidInput, NotFound, NotPossible (NoRecipients), Busy.</returns>
    public async Task<Result<PartyMessage>> SendAsync(
        int performanceId, PartyMessageInput typed, Guid submissionId, Actor actor, CancellationToken cancellationToken)
    {
        var check = ValidPartyMessage.Check(typed);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var text = check.Value;
        var key = text.SubmissionKey(submissionId, performanceId);
        return await write.RunAsync<PartyMessage>(
            actor,
            async context =>
            {
                if (await PerformanceLock.TakeAsync(context.Db, performanceId, context.Cancellation) is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (await RepeatedSubmission.MessageAsync(context, key) is { } sameSubmission)
                {
                    return sameSubmission;
                }

                var parties = await context.Db.ReadRecipientsAsync(performanceId, text.Recipients, context.Now, context.Cancellation);
                if (parties.Count == 0)
                {
                    return Failure.NotPossible(Obstacle.NoRecipients);
                }

                var message = PartyMessage.ToParties(performanceId, text, key, parties.Count, actor, context.Now);
                context.Db.Add(message);
                context.Db.AddRange(parties.Select(party => OutboxMail.ForMessage(message, party, context.Now)));
                var detail = string.Create(CultureInfo.InvariantCulture, $"{SnakeCase.Of(text.Recipients)}: {parties.Count}");
                context.Audit(AuditAction.PartyMessageSent, AuditSubject.Performance, performanceId, detail);
                return message;
            },
            cancellationToken);
    }

    /// <summary>Sends a message only to the signed-in staff member, with examples instead of a party's data.</summary>
    /// <returns>The queued mail, or: InvalidInput, NotFound (no such performance or account), NotPossible (NoEmail), Busy.</returns>
    public async Task<Result<OutboxMail>> SendTestAsync(
        int performanceId, PartyMessageInput typed, Actor to, CancellationToken cancellationToken)
    {
        var check = ValidPartyMessage.Check(typed);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        return await write.RunAsync<OutboxMail>(
            to,
            async context =>
            {
                var recipient = await context.Db.Users.SingleOrDefaultAsync(u => u.Id == to.Id, context.Cancellation);
                if (recipient is null || !await context.Db.Performances.AnyAsync(p => p.Id == performanceId, context.Cancellation))
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (recipient.Email is null)
                {
                    return Failure.NotPossible(Obstacle.NoEmail);
                }

                var mail = context.Enqueue(MailKind.PartyMessage, recipient.Id);
                mail.PartyMessage = PartyMessage.Test(performanceId, check.Value, to, context.Now);
                // The audit log needs the id, which the database generates.
                await context.Db.SaveChangesAsync(context.Cancellation);
                context.Audit(AuditAction.TestMailSent, AuditSubject.Mail, mail.Id);
                return mail;
            },
            cancellationToken);
    }
}
