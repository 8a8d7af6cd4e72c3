using MailKit.Net.Smtp;
using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Delivers mail to a mail server, one mail after the other, each within <see cref="SmtpSettings.Timeout"/>.</summary>
/// <remarks>
/// Keeps one <see cref="SmtpSession"/> open until it is disposed, and replaces it when it is no longer usable; the reason and the measurement are
/// there. Each mail is attempted once. A failed one stays in the outbox, which sends it again after 15 seconds, so this class need not know how
/// far a failed session had got (docs/decisions/0032).
/// </remarks>
public sealed class SmtpDelivery(SmtpSettings settings, MailServerCapabilities capabilities, TimeProvider clock) : IMailDelivery, IAsyncDisposable
{
    private SmtpSession? _session;

    /// <exception cref="MailRefusedException">
    /// The server refuses the recipient or the message permanently (5xx), or the address needs SMTPUTF8, which the server does not have.
    /// </exception>
    /// <exception cref="TimeoutException">The server did not accept the mail within <see cref="SmtpSettings.Timeout"/>.</exception>
    public async Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(settings.Timeout, clock);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        var needsSmtpUtf8 = message.To.Mailboxes.Any(mailbox => EmailAddress.NeedsSmtpUtf8(mailbox.Address));
        try
        {
            var session = await GetUsableSessionAsync(needsSmtpUtf8, timeout.Token);
            await session.SubmitAsync(message, needsSmtpUtf8, timeout.Token);
        }
        catch (OperationCanceledException timedOut) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not finish within {settings.Timeout}.", timedOut);
        }
        catch (SmtpCommandException refused) when (IsPermanent(refused))
        {
            throw new MailRefusedException($"{(int)refused.StatusCode} {refused.ErrorCode}", refused);
        }
    }

    public async ValueTask DisposeAsync() => await (_session?.EndAsync(CancellationToken.None) ?? Task.CompletedTask);

    private async Task<SmtpSession> GetUsableSessionAsync(bool needsSmtpUtf8, CancellationToken cancellationToken)
    {
        if (_session is { } openSession)
        {
            if (openSession.IsFor(needsSmtpUtf8) && await openSession.IsUsableAsync(cancellationToken))
            {
                return openSession;
            }

            _session = null;
            await openSession.EndAsync(cancellationToken);
        }

        _session = await SmtpSession.BeginAsync(settings, needsSmtpUtf8, clock, cancellationToken);
        capabilities.LearnSmtpUtf8(_session.HasSmtpUtf8);
        return _session;
    }

    // A refused sender is not permanent: the settings can be corrected, and the mail is sent again.
    private static bool IsPermanent(SmtpCommandException refused) =>
        (int)refused.StatusCode >= 500
        && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
}
