using System.Net;
using System.Net.Sockets;
using System.Text;
using BookingFlow.Web.Emails.Delivery;

namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>An SMTP server in the test process, on a free port, that can fail at each command. It stores mails as files.</summary>
/// <remarks>Not <see cref="SmtpSink"/>, which runs in a process of its own: here a test decides about each command while the server waits.</remarks>
public sealed class FaultySmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly DirectoryInfo _mailbox;
    private readonly SmtpFault _fault;
    private readonly Func<bool> _fails;
    private readonly Action _waits;
    private readonly Task _accepting;

    /// <param name="mailbox">The folder for the mails.</param>
    /// <param name="fault">What happens at a command that fails.</param>
    /// <param name="fails">Called for each answer, the greeting included. Returns whether the command fails.</param>
    /// <param name="waits">Called when the server stays silent: lets the client's time run out.</param>
    public FaultySmtpServer(DirectoryInfo mailbox, SmtpFault fault, Func<bool> fails, Action waits)
    {
        (_mailbox, _fault, _fails, _waits) = (mailbox, fault, fails, waits);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public SmtpSettings Settings() => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        Security = SmtpSecurity.None,
    };

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        List<Task> sessions = [];
        try
        {
            while (true)
            {
                sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            try
            {
                var isOpen = await AnswerAsync(stream, reader, "220 mail.example") == Answer.Given;
                while (isOpen && await reader.ReadLineAsync() is { } command)
                {
                    isOpen = await ServeAsync(stream, reader, command);
                }
            }
            catch (IOException)
            {
                // The client has closed the connection.
            }
        }
    }

    /// <returns>Whether the session goes on.</returns>
    private async Task<bool> ServeAsync(NetworkStream stream, StreamReader reader, string command)
    {
        switch (command.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "QUIT":
                await AnswerAsync(stream, reader, "221 Goodbye");
                return false;
            case "DATA":
                return await AnswerAsync(stream, reader, "354 Go ahead") switch
                {
                    Answer.Given => await TakeAsync(stream, reader),
                    Answer.Refused => true,
                    Answer.None => false,
                };
            default:
                return await AnswerAsync(stream, reader, "250 mail.example") != Answer.None;
        }
    }

    private async Task<bool> TakeAsync(NetworkStream stream, StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        // Once before the mail is stored, and once after, when only the answer is lost.
        if (await FailAsync(stream, reader) is { } failed)
        {
            return failed == Answer.Refused;
        }

        var file = Path.Combine(_mailbox.FullName, $"{Guid.NewGuid():N}.eml");
        await File.WriteAllTextAsync(file + ".part", mail.ToString(), Encoding.Latin1);
        File.Move(file + ".part", file);
        // A server that has taken a mail does not refuse it.
        return _fault is SmtpFault.Defers or SmtpFault.Refuses
            ? await WriteAsync(stream, "250 Taken")
            : await AnswerAsync(stream, reader, "250 Taken") == Answer.Given;
    }

    private async Task<Answer> AnswerAsync(NetworkStream stream, StreamReader reader, string answer)
    {
        if (await FailAsync(stream, reader) is { } failed)
        {
            return failed;
        }

        await WriteAsync(stream, answer);
        return Answer.Given;
    }

    /// <returns>Null if the command does not fail.</returns>
    private async Task<Answer?> FailAsync(NetworkStream stream, StreamReader reader)
    {
        if (!_fails())
        {
            return null;
        }

        switch (_fault)
        {
            case SmtpFault.Closes:
                return Answer.None;
            case SmtpFault.Defers:
                await WriteAsync(stream, "451 Try again later");
                return Answer.Refused;
            case SmtpFault.Refuses:
                await WriteAsync(stream, "554 Never");
                return Answer.Refused;
            case SmtpFault.StaysSilent:
                _waits();
                // The client ends the connection.
                await reader.ReadLineAsync();
                return Answer.None;
            default:
                throw new InvalidOperationException();
        }
    }

    private static async Task<bool> WriteAsync(NetworkStream stream, string answer)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"));
        return true;
    }

    private enum Answer
    {
        Given,
        Refused,

        /// <summary>The session is over.</summary>
        None,
    }
}
