using System.Diagnostics;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails.Composition;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>Sends one mail of the outbox: claims it, composes it, delivers it, and stores the outcome.</summary>
/// <remarks>
/// A crash at any point leaves the row unsent. When the claim has expired, <see cref="ProcessOutboxJob"/> sends it (docs/decisions/0008).
/// </remarks>
public sealed partial class OutboxMailSender(
    WriteTransaction write, OutboxMailClaims claims, MailComposer composer, IMailDelivery delivery, ILogger<OutboxMailSender> log,
    BookingMetrics metrics)
{
    /// <summary>Sends a mail if it can be claimed. A failure to deliver it is stored in its row and not thrown.</summary>
    public async Task RunAsync(int mailId, CancellationToken cancellationToken)
    {
        using var activity = BookingActivities.Mail();
        var claim = Guid.NewGuid();
        var claimed = await write.RunAsync<MailClaim>(
            actor: null, context => claims.ClaimAsync(context, mailId, claim), cancellationToken, WritePriority.Mail);
        if (claimed is not { Succeeded: true, Value.Mail: { } mail })
        {
            return;
        }

        try
        {
            await delivery.DeliverAsync(await composer.ComposeAsync(mail), cancellationToken);
            await StoreOutcomeAsync(mailId, (row, now) => row.Sent(now));
            Count(mail.Kind, MailOutcome.Sent, activity);
            LogSent(mailId, mail.Kind);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program is shutting down: release the claim, so that another sender need not wait until it expires.
            await StoreOutcomeAsync(mailId, (row, _) => row.ReleaseClaim(claim));
            throw;
        }
        catch (MailRefusedException refused)
        {
            Count(mail.Kind, MailOutcome.Refused, activity);
            LogRefused(mailId, refused.Message);
            await StoreOutcomeAsync(mailId, (row, now) => row.GiveUp(refused.Message, now));
        }
#pragma warning disable CA1031 // Any other fault is stored in the row, and the mail is sent again later.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            Count(mail.Kind, MailOutcome.Failed, activity);
            LogFailed(mailId, failed.GetType().Name);
            LogFault(mailId, failed);
            await StoreOutcomeAsync(mailId, (row, now) => row.Failed(failed.GetType().Name, now));
        }
    }

    private void Count(MailKind kind, MailOutcome outcome, Activity? activity)
    {
        metrics.Mailed(kind, outcome);
        activity?.SetTag("bookingflow.mail.kind", SnakeCase.Of(kind)).SetTag("bookingflow.outcome", SnakeCase.Of(outcome));
    }

    // Not cancellable: the outcome must be stored even while the program is shutting down, or a sent mail would be sent again.
    private Task<Result<OutboxMail>> StoreOutcomeAsync(int mailId, Action<OutboxMail, DateTime> change) => write.RunAsync<OutboxMail>(
        actor: null,
        async context =>
        {
            var row = await context.Db.Outbox.SingleAsync(m => m.Id == mailId, context.Cancellation);
            if (row.IsUnsent)
            {
                change(row, context.Now);
            }

            return row;
        },
        CancellationToken.None,
        WritePriority.Mail);

    [LoggerMessage(LogLevel.Information, "Sent mail {MailId} ({Kind})")]
    private partial void LogSent(int mailId, MailKind kind);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} was refused permanently: {Answer}")]
    private partial void LogRefused(int mailId, string answer);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} could not be sent ({Fault}); it will be sent again later")]
    private partial void LogFailed(int mailId, string fault);

    // At Debug level only, because the exception may contain a server's answer with the recipient's address.
    [LoggerMessage(LogLevel.Debug, "Mail {MailId} could not be sent")]
    private partial void LogFault(int mailId, Exception exception);
}
