using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BookingFlow.Web.Emails;

/// <summary>Hands mail to a mail server, one conversation a mail, with an end to every wait.</summary>
public sealed class SmtpDelivery(SmtpSettings settings) : IMailDelivery
{
    /// <exception cref="MailRefusedException">The server refuses this recipient or this message for good (5xx).</exception>
    public async Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Timeout);
        try
        {
            await ConverseAsync(message, patience.Token);
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

    private async Task ConverseAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds };
        await client.ConnectAsync(settings.Host, settings.Port, Options(settings.Security), cancellationToken);
        if (settings.User.Length > 0)
        {
            await client.AuthenticateAsync(settings.User, settings.Password, cancellationToken);
        }

        await client.SendAsync(message, cancellationToken);
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception goodbye) when (goodbye is IOException or TimeoutException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
            // The server has taken the mail; a broken goodbye must not have it sent twice.
        }
    }

    private static SecureSocketOptions Options(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
    };

    // A refused sender is a fault of our settings, which somebody will mend: that one is tried again.
    private static bool IsForGood(SmtpCommandException refused) =>
        (int)refused.StatusCode >= 500
        && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
}
