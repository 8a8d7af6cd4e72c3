using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BookingFlow.Bench.House;

/// <summary>A mail server on the loopback address that takes everything, keeps nothing and counts.</summary>
public sealed class SmtpSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _taken, _conversations;

    public SmtpSink()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Mails taken so far.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Conversations begun so far: as many as mails, unless the program keeps one for several.</summary>
    public int Conversations => Volatile.Read(ref _conversations);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _conversations);
                _ = ConverseAsync(client);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The sink was closed.
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                client.NoDelay = true;
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await SayAsync(stream, "220 sink.example");
                while (await reader.ReadLineAsync() is { } line)
                {
                    switch (line.Split(' ', ':')[0].ToUpperInvariant())
                    {
                        case "EHLO":
                            await SayAsync(stream, "250-sink.example\r\n250-8BITMIME\r\n250 PIPELINING");
                            break;
                        case "DATA":
                            await SayAsync(stream, "354 Go on");
                            await TakeAsync(reader);
                            Interlocked.Increment(ref _taken);
                            await SayAsync(stream, "250 Taken");
                            break;
                        case "QUIT":
                            await SayAsync(stream, "221 Goodbye");
                            return;
                        default:
                            await SayAsync(stream, "250 OK");
                            break;
                    }
                }
            }
        }
        catch (IOException)
        {
            // The house was stopped in mid-sentence.
        }
    }

    private static async Task TakeAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is not (null or "."))
        {
            // Nobody reads it.
        }
    }

    private static async Task SayAsync(NetworkStream stream, string words) => await stream.WriteAsync(Encoding.Latin1.GetBytes(words + "\r\n"));
}
