using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>
/// One conversation with the mail server, from the greeting to the goodbye, kept for mail after mail. It knows how far it got
/// with the mail in hand, for that decides whether the mail may be handed over in another.
/// </summary>
internal sealed class SmtpSession : SmtpClient
{
    /// <summary>Most mail servers wait for minutes. One that is pressed and hangs up earlier is noticed by the next mail.</summary>
    private static readonly TimeSpan MostIdle = TimeSpan.FromSeconds(30);

    /// <summary>A goodbye is good manners, and not worth a longer wait.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock;
    private long _lastTaken;
    private bool _goesOn;

    private SmtpSession(TimeProvider clock) => _clock = clock;

    /// <summary>Whether another mail may be tried here: the last one was taken, a moment ago. The server may still have hung up since.</summary>
    public bool CanGoOn => _goesOn && IsConnected && _clock.GetElapsedTime(_lastTaken) < MostIdle;

    /// <summary>
    /// Whether the server has said if it accepts the recipient of the mail in hand. Before that it has nothing of the mail, and whatever
    /// goes wrong is about the conversation; from then on it may have the mail, or has refused it.
    /// </summary>
    public bool HasAnsweredForRecipient { get; private set; }

    /// <summary>Connects, becomes protected and signs in, as the settings ask.</summary>
    public static async Task<SmtpSession> BeginAsync(SmtpSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        var conversation = new SmtpSession(clock) { Timeout = (int)settings.Timeout.TotalMilliseconds };
        try
        {
            await conversation.ConnectAsync(await CallAsync(settings, cancellationToken), settings.Host, settings.Port, Options(settings.Security), cancellationToken);
            if (settings.User.Length > 0)
            {
                await conversation.AuthenticateAsync(settings.User, settings.Password, cancellationToken);
            }

            return conversation;
        }
        catch
        {
            conversation.Dispose();
            throw;
        }
    }

    /// <summary>Returns when the server has taken the mail.</summary>
    public async Task HandOverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        (_goesOn, HasAnsweredForRecipient) = (false, false);
        await SendAsync(message, cancellationToken);
        (_goesOn, _lastTaken) = (true, _clock.GetTimestamp());
    }

    /// <summary>Says goodbye if there is still somebody to hear it. A broken goodbye is no fault: nothing is in hand.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Goodbye);
        try
        {
            await DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception goodbye) when (goodbye is IOException or TimeoutException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
            // Every mail that was handed over here has had its answer.
        }
        finally
        {
            Dispose();
        }
    }

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        HasAnsweredForRecipient = true;
        base.OnRecipientAccepted(message, mailbox, response);
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        HasAnsweredForRecipient = true;
        base.OnRecipientNotAccepted(message, mailbox, response);
    }

    // A mail ends in a line of its own. Held back until the server has acknowledged the rest, as TCP does by itself, that
    // line costs 40 ms a mail, for the server waits for it before it says anything.
    private static async Task<Socket> CallAsync(SmtpSettings settings, CancellationToken cancellationToken)
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
