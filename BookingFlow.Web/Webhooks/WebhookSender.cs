using System.Security.Cryptography;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Webhooks;

/// <summary>Sends one message to its webhook: claims it, signs it, sends it, and stores the outcome.</summary>
/// <remarks>
/// A crash at any point leaves the row unsent. When the claim has expired, the recurring job sends it again, with the same id (docs/decisions/0065).
/// </remarks>
public sealed partial class WebhookSender(
    WriteTransaction write, WebhookSecrets secrets, WebhookClient client, CurrentWebhooks current, TimeProvider clock, ILogger<WebhookSender> log)
{
    /// <summary>How long a message is claimed. Longer than <see cref="WebhookClient.Timeout"/>, or it could be sent by two at once.</summary>
    public static readonly TimeSpan ClaimLease = TimeSpan.FromMinutes(2);

    /// <summary>Sends a message if it can be claimed. A failure is stored in its row and not thrown.</summary>
    /// <returns>False if the receiver did not accept it, so that others for the same receiver had better wait.</returns>
    public async Task<bool> RunAsync(int deliveryId, CancellationToken cancellationToken)
    {
        var claim = Guid.NewGuid();
        var claimed = await write.RunAsync<ClaimedMessage>(
            actor: null, context => ClaimAsync(context, deliveryId, claim), cancellationToken, WritePriority.Mail);
        if (claimed is not { Succeeded: true, Value: { IsClaimed: true } message })
        {
            // Not claimed: it is sent, given up, or claimed by another sender. A database that fails is no reason to go on.
            return claimed.Succeeded;
        }

        WebhookAnswer answer;
        try
        {
            answer = await SendAsync(message, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program is shutting down: release the claim, so that another sender need not wait until it expires.
            await ChangeAsync(deliveryId, (row, _) => row.ReleaseClaim(claim));
            throw;
        }
#pragma warning disable CA1031 // Any other fault is stored in the row, and the message is sent again later.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            answer = new WebhookAnswer(Status: null, fault.GetType().Name);
        }

        return await StoreAsync(deliveryId, answer);
    }

    private static async Task<Result<ClaimedMessage>> ClaimAsync(UseCaseContext context, int deliveryId, Guid claim)
    {
        var row = await context.Db.WebhookDeliveries.Include(d => d.Webhook)
            .SingleOrDefaultAsync(d => d.Id == deliveryId, context.Cancellation);
        if (row?.CanBeClaimed(context.Now) != true)
        {
            return ClaimedMessage.None;
        }

        if (!row.Webhook.IsOn)
        {
            row.GiveUp(WebhookDelivery.SwitchedOff, context.Now);
            return ClaimedMessage.None;
        }

        row.Claim(claim, context.Now + ClaimLease);
        return new ClaimedMessage(
            new Uri(row.Webhook.Address), WebhookMessage.IdOf(row.EventId), row.Body, row.Webhook.SecretsAt(context.Now));
    }

    private async Task<WebhookAnswer> SendAsync(ClaimedMessage message, CancellationToken cancellationToken)
    {
        string[] plain;
        try
        {
            plain = [.. message.Secrets.Select(secrets.Unprotect)];
        }
        catch (CryptographicException)
        {
            return new WebhookAnswer(Status: null, WebhookDelivery.SecretUnreadable);
        }

        return await client.SendAsync(message.Address, WebhookSignature.Sign(message.Id, clock.GetUtcNow(), message.Body, plain), cancellationToken);
    }

    private async Task<bool> StoreAsync(int deliveryId, WebhookAnswer answer)
    {
        if (answer.IsSuccess)
        {
            await ChangeAsync(deliveryId, (row, now) => row.Delivered(now));
            return true;
        }

        LogFailed(deliveryId, answer.Error);
        if (!answer.IsGone)
        {
            await ChangeAsync(deliveryId, (row, now) => row.Failed(answer.Error, now));
            return false;
        }

        await write.RunAsync<WebhookDelivery>(
            actor: null,
            async context =>
            {
                var row = await context.Db.WebhookDeliveries.Include(d => d.Webhook).SingleAsync(d => d.Id == deliveryId, context.Cancellation);
                row.GiveUp(answer.Error, context.Now);
                if (row.Webhook.IsOn)
                {
                    row.Webhook.SwitchOff(context.Now, isGone: true);
                }

                await current.SaveAsync(context);
                return row;
            },
            CancellationToken.None,
            WritePriority.Mail);
        return false;
    }

    // Not cancellable: the outcome must be stored even while the program is shutting down, or a delivered message would be sent again.
    private Task<Result<WebhookDelivery>> ChangeAsync(int deliveryId, Action<WebhookDelivery, DateTime> change) => write.RunAsync<WebhookDelivery>(
        actor: null,
        async context =>
        {
            var row = await context.Db.WebhookDeliveries.SingleAsync(d => d.Id == deliveryId, context.Cancellation);
            if (row.IsUnsent)
            {
                change(row, context.Now);
            }

            return row;
        },
        CancellationToken.None,
        WritePriority.Mail);

    [LoggerMessage(LogLevel.Warning, "Message {DeliveryId} was not accepted by its webhook ({Error})")]
    private partial void LogFailed(int deliveryId, string error);

    /// <param name="Secrets">Encrypted, the newest first.</param>
    private sealed record ClaimedMessage(Uri Address, string Id, string Body, IReadOnlyList<string> Secrets)
    {
        public static ClaimedMessage None { get; } = new(new Uri("about:blank"), "", "", []);

        public bool IsClaimed => Secrets.Count > 0;
    }
}
