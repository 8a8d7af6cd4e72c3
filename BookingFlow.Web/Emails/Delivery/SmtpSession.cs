using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>A connection to the mail server, from the greeting to QUIT, over which several mails are sent.</summary>
/// <remarks>
/// <para>
/// Why: without it, each mail needs a new connection, a TLS handshake and a sign-in, and a backlog of a thousand tickets takes more than a
/// minute.
/// </para>
/// <para>
/// Measured (docs/decisions/0032, 0033; docs/performance.md, row 11): with a connection that is kept, a backlog is sent at 40 mails a second
/// instead of 11; with TCP_NODELAY, at 208.
/// </para>
/// </remarks>
internal sealed class SmtpSession : SmtpClient
{
    /// <summary>How long a session may be idle before it is replaced. Most mail servers close an idle session after minutes.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for the answer to QUIT.</summary>
    private static readonly TimeSpan QuitTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock;
    private long _lastAcceptedAt;
    private bool _isLastAccepted;

    private SmtpSession(TimeProvider clock) => _clock = clock;

    /// <summary>Whether the server announced SMTPUTF8 (RFC 6531), which addresses with letters beyond ASCII before the @ need.</summary>
    public bool HasSmtpUtf8 { get; private set; }

    private bool UsesSmtpUtf8 => Capabilities.HasFlag(SmtpCapabilities.UTF8);

    /// <summary>Connects, starts TLS and signs in, according to the settings.</summary>
    /// <param name="useSmtpUtf8">
    /// False for addresses that do not need SMTPUTF8: such a mail cannot be relayed by servers without it, and MailKit would use it for an
    /// internationalized host too, which can be sent in its ASCII form. MailKit can disable it for a whole session only.
    /// </param>
    public static async Task<SmtpSession> BeginAsync(
        SmtpSettings settings, bool useSmtpUtf8, TimeProvider clock, CancellationToken cancellationToken)
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

            session.HasSmtpUtf8 = session.UsesSmtpUtf8;
            if (!useSmtpUtf8)
            {
                session.Capabilities &= ~SmtpCapabilities.UTF8;
            }

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Whether it is the right session for an address, also if only to refuse it because the server lacks SMTPUTF8.</summary>
    public bool IsFor(bool needsSmtpUtf8) => !HasSmtpUtf8 || UsesSmtpUtf8 == needsSmtpUtf8;

    /// <summary>
    /// Whether another mail can be sent: the last one was accepted less than <see cref="IdleTimeout"/> ago, and the server still answers.
    /// </summary>
    /// <remarks>
    /// Sends NOOP, which costs one round trip per mail. A server that has closed the session, for being idle or after a number of mails, can only
    /// be detected by a command.
    /// </remarks>
    public async Task<bool> IsUsableAsync(CancellationToken cancellationToken)
    {
        if (!_isLastAccepted || !IsConnected || _clock.GetElapsedTime(_lastAcceptedAt) >= IdleTimeout)
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

    /// <summary>Sends a mail. Completes when the server has accepted it.</summary>
    /// <exception cref="MailRefusedException">The address needs SMTPUTF8, which the server does not have.</exception>
    public async Task SubmitAsync(MimeMessage message, bool needsSmtpUtf8, CancellationToken cancellationToken)
    {
        if (needsSmtpUtf8 && !HasSmtpUtf8)
        {
            throw new MailRefusedException(OutboxMail.NoSmtpUtf8);
        }

        _isLastAccepted = false;
        var format = FormatOptions.Default.Clone();
        format.International = needsSmtpUtf8;
        await SendAsync(format, message, cancellationToken);
        (_isLastAccepted, _lastAcceptedAt) = (true, _clock.GetTimestamp());
    }

    /// <summary>Sends QUIT if the session is open, and disposes it. Faults of QUIT are ignored, because every mail has been answered.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(QuitTimeout, _clock);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
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

    // NoDelay: otherwise TCP holds back a mail's last line until the server has acknowledged the rest, which costs 40 ms per mail.
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
