using System.Diagnostics;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails.Composition;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>Sends one mail of the outbox: has it claimed, composes it, hands it over, and marks it as sent.</summary>
/// <remarks>
/// A crash at any point leaves the row unsent; when the claim has expired, <see cref="ProcessOutboxJob"/> starts over (docs/decisions/0008).
/// </remarks>
public sealed partial class OutboxMailSender(
    WriteTransaction write, OutboxMailClaims claims, MailComposer composer, IMailDelivery delivery, ILogger<OutboxMailSender> log,
    BookingMetrics meter)
{
    public async Task RunAsync(int mailId, CancellationToken cancellationToken)
    {
        using var span = BookingActivities.Mail();
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
            await SettleAsync(mailId, (row, now) => row.Sent(now));
            Count(mail.Kind, MailOutcome.Sent, span);
            LogSent(mailId, mail.Kind);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program is shutting down: give the mail back at once instead of holding it until the claim ends.
            await SettleAsync(mailId, (row, _) => row.GiveBack(claim));
            throw;
        }
        catch (MailRefusedException refused)
        {
            Count(mail.Kind, MailOutcome.Refused, span);
            LogRefused(mailId, refused.Message);
            await SettleAsync(mailId, (row, now) => row.GiveUp(refused.Message, now));
        }
#pragma warning disable CA1031 // Whatever keeps a mail from leaving is written to its row, and tried again.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            Count(mail.Kind, MailOutcome.Failed, span);
            LogFailed(mailId, failed.GetType().Name);
            LogFault(mailId, failed);
            await SettleAsync(mailId, (row, now) => row.Failed(failed.GetType().Name, now));
        }
    }

    private void Count(MailKind kind, MailOutcome outcome, Activity? span)
    {
        meter.Mailed(kind, outcome);
        span?.SetTag("bookingflow.mail.kind", SnakeCase.Of(kind)).SetTag("bookingflow.outcome", SnakeCase.Of(outcome));
    }

    // Not cancellable: whether a mail left must be written down even while the program is shutting down.
    private Task<Result<OutboxMail>> SettleAsync(int mailId, Action<OutboxMail, DateTime> settle) => write.RunAsync<OutboxMail>(
        actor: null,
        async context =>
        {
            var row = await context.Db.Outbox.SingleAsync(m => m.Id == mailId, context.Cancellation);
            if (row.IsUnsent)
            {
                settle(row, context.Now);
            }

            return row;
        },
        CancellationToken.None,
        WritePriority.Mail);

    [LoggerMessage(LogLevel.Information, "Sent mail {MailId} ({Kind})")]
    private partial void LogSent(int mailId, MailKind kind);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} was refused for good: {Answer}")]
    private partial void LogRefused(int mailId, string answer);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} could not be sent ({Fault}); it will be tried again")]
    private partial void LogFailed(int mailId, string fault);

    // A server's answer may repeat an address, so the whole of it is only for whoever asks for it.
    [LoggerMessage(LogLevel.Debug, "Why mail {MailId} could not be sent")]
    private partial void LogFault(int mailId, Exception exception);
}
