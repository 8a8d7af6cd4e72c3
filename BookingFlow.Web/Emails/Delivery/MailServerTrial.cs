using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Tries a mail server for an operator, and says in a sentence why it does not work.</summary>
/// <param name="from">The sender, in the format of <see cref="MailSettings.From"/>.</param>
public sealed class MailServerTrial(SmtpSettings server, string from)
{
    /// <summary>Sends a test mail.</summary>
    /// <returns>Null if the server has accepted it; otherwise what is wrong and what to do, without a full stop.</returns>
    public Task<string?> SendAsync(string to, string text, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            var sender = MailboxAddress.Parse(from);
            using var message = new MimeMessage { MessageId = $"{Guid.NewGuid():N}@{sender.Domain}", Subject = "BookingFlow test mail" };
            message.From.Add(sender);
            message.To.Add(new MailboxAddress(to, to));
            message.Body = new TextPart("plain") { Text = text };
            await using var delivery = new SmtpDelivery(server, new MailServerCapabilities(), TimeProvider.System);
            await delivery.DeliverAsync(message, cancellationToken);
        },
        cancellationToken);

    /// <summary>Connects and signs in, without sending a mail.</summary>
    /// <returns>Null if that succeeded; otherwise what is wrong and what to do, without a full stop.</returns>
    public Task<string?> SignInAsync(CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(server.Timeout);
            var session = await SmtpSession.BeginAsync(server, useSmtpUtf8: false, TimeProvider.System, timeout.Token);
            await session.EndAsync(cancellationToken);
        },
        cancellationToken);

    private async Task<string?> TryAsync(Func<Task> trial, CancellationToken cancellationToken)
    {
        try
        {
            await trial();
            return null;
        }
#pragma warning disable CA1031 // Whatever a mail server or the network does wrong is the result of the trial.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Explain(fault);
        }
    }

    private string Explain(Exception fault) => fault switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            $"the name {server.Host} is not known; check its spelling",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"nothing answers at port {server.Port} of {server.Host}; usual are 587 with StartTls and 465 with Tls",
        SocketException unreachable => $"{server.Host} cannot be reached ({unreachable.Message}); check the network and the firewall",
        TimeoutException or OperationCanceledException =>
            $"{server.Host} does not answer at port {server.Port} within {server.Timeout.TotalSeconds:0} seconds; a firewall or the provider may block the port, "
            + "or it is one of another kind of encryption",
        SslHandshakeException { ServerCertificate: null } =>
            $"{server.Host} does not begin with TLS at port {server.Port}; choose StartTls, or port 465",
        SslHandshakeException handshake =>
            $"the certificate of {server.Host} is not accepted ({FirstLine(handshake)}); use the name that is in the certificate",
        NotSupportedException when server.Security == SmtpSecurity.StartTls =>
            $"{server.Host} offers no STARTTLS at port {server.Port}; choose Tls and port 465, or None for a server on this machine",
        NotSupportedException => $"{server.Host} knows no way to sign in at this port; leave the user empty, or choose an encrypted connection",
        AuthenticationException refused => $"{server.Host} refuses the user or the password ({FirstLine(refused)})",
        ServiceNotAuthenticatedException => $"{server.Host} wants a user and a password",
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } refused =>
            $"{server.Host} does not accept mail from {from} ({FirstLine(refused)}); the address may have to belong to the user {server.User}",
        MailRefusedException { InnerException: SmtpCommandException refused } =>
            $"{server.Host} refuses the mail ({FirstLine(refused)})",
        SmtpProtocolException =>
            $"port {server.Port} of {server.Host} does not speak SMTP; usual are 587 with StartTls and 465 with Tls",
        _ => $"{fault.GetType().Name}: {FirstLine(fault)}",
    };

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].TrimEnd('.', ' ', '\r');
}
