using MailKit.Net.Smtp;
using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>
/// Hands mail to a mail server, one mail after the other, with an end to every wait. The conversation is kept until the
/// delivery is disposed of: whoever has many mails hands them all to one delivery.
/// </summary>
public sealed class SmtpDelivery(SmtpSettings settings, TimeProvider clock) : IMailDelivery, IAsyncDisposable
{
    private SmtpSession? _kept;

    /// <exception cref="MailRefusedException">The server refuses this recipient or this message for good (5xx).</exception>
    public async Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Timeout);
        try
        {
            if (!await GoOnAsync(message, patience.Token))
            {
                await BeginAnewAsync(message, patience.Token);
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not finish within {settings.Timeout}.", late);
        }
        catch (SmtpCommandException refused) when (IsForGood(refused))
        {
            throw new MailRefusedException($"{(int)refused.StatusCode} {refused.ErrorCode}", refused);
        }
    }

    public async ValueTask DisposeAsync() => await (_kept?.EndAsync(CancellationToken.None) ?? Task.CompletedTask);

    /// <returns>
    /// Whether the mail was taken in the kept conversation. If there is none, or the server has ended it since, as some do after so
    /// many mails, the mail may be handed over in a new one: the server has seen nothing of it.
    /// </returns>
    private async Task<bool> GoOnAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        if (_kept is not { CanGoOn: true } kept)
        {
            return false;
        }

        try
        {
            await kept.HandOverAsync(message, cancellationToken);
            return true;
        }
        catch (Exception ended) when (ended is not OperationCanceledException && !kept.HasAnsweredForRecipient)
        {
            return false;
        }
    }

    private async Task BeginAnewAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        await (_kept?.EndAsync(cancellationToken) ?? Task.CompletedTask);
        _kept = null;
        _kept = await SmtpSession.BeginAsync(settings, clock, cancellationToken);
        await _kept.HandOverAsync(message, cancellationToken);
    }

    // A refused sender is a fault of our settings, which somebody will mend: that one is tried again.
    private static bool IsForGood(SmtpCommandException refused) =>
        (int)refused.StatusCode >= 500
        && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
}
