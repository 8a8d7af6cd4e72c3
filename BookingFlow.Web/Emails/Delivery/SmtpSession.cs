using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>An SMTP session, from the greeting to QUIT, which takes mail after mail.</summary>
/// <remarks>
/// Kept from mail to mail, a backlog left at 40 mails a second instead of 11; with the mail's last line not delayed by TCP at 208
/// (docs/decisions/0032, 0033). Without it, each mail pays for a connection, TLS and signing in, and a thousand tickets take more than a minute.
/// </remarks>
internal sealed class SmtpSession : SmtpClient
{
    /// <summary>How long a session may be idle. Most mail servers close one after minutes.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer to QUIT is waited for.</summary>
    private static readonly TimeSpan QuitTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock;
    private long _lastTaken;
    private bool _hasTakenLast;

    private SmtpSession(TimeProvider clock) => _clock = clock;

    /// <summary>Connects, starts TLS and signs in, as the settings say.</summary>
    public static async Task<SmtpSession> BeginAsync(SmtpSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        var session = new SmtpSession(clock) { Timeout = (int)settings.Timeout.TotalMilliseconds };
        try
        {
            await session.ConnectAsync(
                await ConnectSocketAsync(settings, cancellationToken), settings.Host, settings.Port, Options(settings.Security), cancellationToken);
            if (settings.User.Length > 0)
            {
                await session.AuthenticateAsync(settings.User, settings.Password, cancellationToken);
            }

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether another mail can be tried here: the last one was taken less than <see cref="IdleTimeout"/> ago, and the server still answers.
    /// </summary>
    /// <remarks>
    /// Asked by NOOP, because a server that closed the session (after so many mails, or for being idle) is noticed by the next command only. It
    /// costs one round trip a mail.
    /// </remarks>
    public async Task<bool> IsUsableAsync(CancellationToken cancellationToken)
    {
        if (!_hasTakenLast || !IsConnected || _clock.GetElapsedTime(_lastTaken) >= IdleTimeout)
        {
            return false;
        }

        try
        {
            await NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception closed) when (closed is IOException or SmtpProtocolException or SmtpCommandException)
        {
            return false;
        }
    }

    /// <summary>Returns when the server has taken the mail.</summary>
    public async Task HandOverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        _hasTakenLast = false;
        await SendAsync(message, cancellationToken);
        (_hasTakenLast, _lastTaken) = (true, _clock.GetTimestamp());
    }

    /// <summary>Sends QUIT if the session is still open. A fault of QUIT is ignored: every mail of this session has had its answer.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(QuitTimeout);
        try
        {
            await DisconnectAsync(quit: true, timeout.Token);
        }
        catch (Exception quit) when (
            quit is IOException or TimeoutException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
        }
        finally
        {
            Dispose();
        }
    }

    // NoDelay: TCP by itself holds a mail's last line back until the server has acknowledged the rest, which costs 40 ms a mail.
    private static async Task<Socket> ConnectSocketAsync(SmtpSettings settings, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SecureSocketOptions Options(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
    };
}
