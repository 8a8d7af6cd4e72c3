using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BookingFlow.Bench.Servers;

/// <summary>An SMTP server on the loopback address that accepts and counts mails, and discards them unless they are asked for.</summary>
public sealed class SmtpSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _receivedMails, _connections;

    public SmtpSink()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Number of mails received so far.</summary>
    public int ReceivedMails => Volatile.Read(ref _receivedMails);

    /// <summary>Number of connections accepted so far; fewer than mails when the program reuses connections.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Called with the recipient's address and the lines of each mail; null: mails are discarded unread, which takes less time.</summary>
    public Action<string, string>? MailReceived { get; set; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                _ = HandleAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was disposed.
        }
    }

    private async Task HandleAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                client.NoDelay = true;
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await ReplyAsync(stream, "220 sink.example");
                var recipient = "";
                while (await reader.ReadLineAsync() is { } line)
                {
                    switch (line.Split(' ', ':')[0].ToUpperInvariant())
                    {
                        case "EHLO":
                            await ReplyAsync(stream, "250-sink.example\r\n250-8BITMIME\r\n250 PIPELINING");
                            break;
                        case "DATA":
                            await ReplyAsync(stream, "354 Start mail input");
                            var content = await ReadDataAsync(reader);
                            Interlocked.Increment(ref _receivedMails);
                            MailReceived?.Invoke(recipient, content);
                            await ReplyAsync(stream, "250 OK");
                            break;
                        case "RCPT":
                            recipient = line.Split('<', '>')[1];
                            await ReplyAsync(stream, "250 OK");
                            break;
                        case "QUIT":
                            await ReplyAsync(stream, "221 Bye");
                            return;
                        default:
                            await ReplyAsync(stream, "250 OK");
                            break;
                    }
                }
            }
        }
        catch (IOException)
        {
            // The client was stopped during the SMTP session.
        }
    }

    /// <returns>The lines of the mail; empty if they are discarded.</returns>
    private async Task<string> ReadDataAsync(StreamReader reader)
    {
        var content = MailReceived is null ? null : new StringBuilder();
        while (await reader.ReadLineAsync() is { } line and not ".")
        {
            content?.Append(line).Append('\n');
        }

        return content?.ToString() ?? "";
    }

    private static async Task ReplyAsync(NetworkStream stream, string reply) => await stream.WriteAsync(Encoding.Latin1.GetBytes(reply + "\r\n"));
}
