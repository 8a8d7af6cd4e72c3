using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>A way to the program that can be cut, as when the venue's Wi-Fi fails, or fall silent.</summary>
public sealed class NetworkCable : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly int _port;
    private readonly Task _accepting;
    private volatile bool _isCut;
    private volatile bool _isSilent;
    private long _received;

    public NetworkCable(BookingFlowApp app)
    {
        _port = new Uri(app.Address).Port;
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    /// <summary>The program's address behind this cable, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>How many bytes the browser has received, with headers.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Cuts the cable: open connections are closed, and new ones are closed at once.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var connection in _open.Keys)
        {
            connection.Close();
        }
    }

    /// <summary>Lets nothing through any more, without closing a connection: the other side looks slow.</summary>
    public void Silence() => _isSilent = true;

    public void Repair()
    {
        if (_isSilent)
        {
            // What was sent in the meantime is lost.
            Cut();
        }

        (_isCut, _isSilent) = (false, false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                var browser = await _listener.AcceptTcpClientAsync(_stopped.Token);
                _ = _isCut ? CloseAsync(browser) : ConnectAsync(browser);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // The listener was stopped, or a connection was closed before it was accepted.
            }
        }
    }

    private static Task CloseAsync(TcpClient browser)
    {
        browser.Close();
        return Task.CompletedTask;
    }

    private async Task ConnectAsync(TcpClient browser)
    {
        using var program = new TcpClient();
        try
        {
            _open[browser] = _open[program] = true;
            await program.ConnectAsync(IPAddress.Loopback, _port, _stopped.Token);
            await Task.WhenAny(CopyAsync(browser, program), CopyAsync(program, browser, count => Interlocked.Add(ref _received, count)));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The cable was cut.
        }
        finally
        {
            browser.Close();
            program.Close();
            _open.TryRemove(browser, out _);
            _open.TryRemove(program, out _);
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Action<int>? onCopied = null)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer, _stopped.Token)) > 0)
            {
                if (!_isSilent)
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stopped.Token);
                    onCopied?.Invoke(read);
                }
            }
        }
        catch (Exception exception)
            when (exception is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The cable was cut, or the connection closed.
        }
    }
}
