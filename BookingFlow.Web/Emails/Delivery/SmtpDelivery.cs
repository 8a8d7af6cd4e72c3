using MailKit.Net.Smtp;
using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Hands mail to a mail server, one mail after the other, within <see cref="SmtpSettings.Timeout"/> each.</summary>
/// <remarks>
/// The session is kept until the delivery is disposed, and replaced when it is no longer usable. A mail is tried once: one that fails goes
/// back to the outbox, which tries again after 15 seconds, so nothing here has to know how far a failed session got with it.
/// </remarks>
public sealed class SmtpDelivery(SmtpSettings settings, TimeProvider clock) : IMailDelivery, IAsyncDisposable
{
    private SmtpSession? _session;

    /// <exception cref="MailRefusedException">The server refuses this recipient or this message permanently (5xx).</exception>
    public async Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(settings.Timeout);
        try
        {
            var session = await UsableSessionAsync(timeout.Token);
            await session.HandOverAsync(message, timeout.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not finish within {settings.Timeout}.", late);
        }
        catch (SmtpCommandException refused) when (IsPermanent(refused))
        {
            throw new MailRefusedException($"{(int)refused.StatusCode} {refused.ErrorCode}", refused);
        }
    }

    public async ValueTask DisposeAsync() => await (_session?.EndAsync(CancellationToken.None) ?? Task.CompletedTask);

    private async Task<SmtpSession> UsableSessionAsync(CancellationToken cancellationToken)
    {
        if (_session is { } kept)
        {
            if (await kept.IsUsableAsync(cancellationToken))
            {
                return kept;
            }

            _session = null;
            await kept.EndAsync(cancellationToken);
        }

        return _session = await SmtpSession.BeginAsync(settings, clock, cancellationToken);
    }

    // A refused sender is a fault of the settings, which can be corrected: such a mail is tried again.
    private static bool IsPermanent(SmtpCommandException refused) =>
        (int)refused.StatusCode >= 500
        && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
}
