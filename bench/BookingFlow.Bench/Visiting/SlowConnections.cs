using System.Net.Sockets;
using System.Text;

namespace BookingFlow.Bench.Visiting;

/// <summary>
/// Connections of an attacker: a third sends nothing, a third a header and a third a form, one byte a second. What the server closes is opened again.
/// </summary>
public sealed class SlowConnections : IAsyncDisposable
{
    private static readonly TimeSpan BetweenBytes = TimeSpan.FromSeconds(1);

    private static readonly string[] Beginnings =
    [
        "",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        "POST /performances/1/reserve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nName=",
    ];

    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _connections;
    private int _open;

    public SlowConnections(Uri server, int count) =>
        _connections = [.. Enumerable.Range(0, count).Select(i => KeepOpenAsync(server, Beginnings[i % Beginnings.Length]))];

    /// <summary>Number of connections that are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Waits until all are open.</summary>
    public async Task WaitAsync()
    {
        while (Open < _connections.Length)
        {
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task KeepOpenAsync(Uri server, string beginning)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await OpenOnceAsync(server, beginning);
            }
            catch (Exception closed) when (closed is IOException or SocketException or OperationCanceledException)
            {
                // By the server, which is what its limits are for, or at the end.
            }
        }
    }

    private async Task OpenOnceAsync(Uri server, string beginning)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, _stop.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning), _stop.Token);
        Interlocked.Increment(ref _open);
        try
        {
            while (!client.Client.Poll(0, SelectMode.SelectRead))
            {
                await Task.Delay(BetweenBytes, _stop.Token);
                if (beginning.Length > 0)
                {
                    await client.GetStream().WriteAsync("a"u8.ToArray(), _stop.Token);
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
