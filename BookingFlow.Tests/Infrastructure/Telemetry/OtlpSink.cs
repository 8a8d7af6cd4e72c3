using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace BookingFlow.Tests.Infrastructure.Telemetry;

/// <summary>An OTLP/HTTP collector that stores the received bytes. It uses HttpListener, which emits no activities of its own.</summary>
public sealed class OtlpSink : IDisposable
{
    private readonly HttpListener _http = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly ConcurrentQueue<(string Path, byte[] Bytes)> _received = new();

    public OtlpSink()
    {
        Address = ProgramProcess.FreeAddress();
        _http.Prefixes.Add(Address + "/");
        _http.Start();
        _ = ReceiveAsync();
    }

    /// <summary>The address it listens on, without a trailing slash.</summary>
    public string Address { get; }

    public IReadOnlyList<string> Paths => [.. _received.Select(r => r.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Checks whether any request contained a text. Protocol buffers store strings as plain UTF-8.</summary>
    public bool HasReceived(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return _received.Any(r => r.Bytes.AsSpan().IndexOf(bytes) >= 0);
    }

    /// <summary>Waits for a text to be received; fails after a minute.</summary>
    public async Task WaitForAsync(string text)
    {
        for (var i = 0; i < 600 && !HasReceived(text); i++)
        {
            await Task.Delay(100);
        }

        Assert.True(
            HasReceived(text),
            $"'{text}' was not received in {_received.Count} requests to {string.Join(", ", Paths)}. {string.Join('\n', _faults)}");
    }

    public void Dispose() => _http.Close();

    private async Task ReceiveAsync()
    {
        while (_http.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _http.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                _faults.Enqueue(closed);
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext request)
    {
        try
        {
            using var bytes = new MemoryStream();
            await request.Request.InputStream.CopyToAsync(bytes);
            _received.Enqueue((request.Request.Url!.AbsolutePath, bytes.ToArray()));
            request.Response.ContentType = "application/x-protobuf";
            request.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The exporter closed the connection before the response; it retries.
            _faults.Enqueue(gone);
        }
    }
}
