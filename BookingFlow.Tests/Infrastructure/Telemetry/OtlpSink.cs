using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace BookingFlow.Tests.Infrastructure.Telemetry;

/// <summary>A collector: takes whatever is sent to it as OTLP over HTTP, and keeps the bytes. It leaves no traces of its own.</summary>
public sealed class OtlpSink : IDisposable
{
    private readonly HttpListener _http = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly ConcurrentQueue<(string Path, byte[] Bytes)> _taken = new();

    public OtlpSink()
    {
        Address = ProgramProcess.FreeAddress();
        _http.Prefixes.Add(Address + "/");
        _http.Start();
        _ = TakeAsync();
    }

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; }

    public IReadOnlyList<string> Paths => [.. _taken.Select(t => t.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether a text stands in anything that was sent. Protocol buffers hold their texts as they are.</summary>
    public bool Holds(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return _taken.Any(t => t.Bytes.AsSpan().IndexOf(wanted) >= 0);
    }

    /// <summary>Waits, bounded, until a text was sent.</summary>
    public async Task WaitForAsync(string text)
    {
        for (var i = 0; i < 600 && !Holds(text); i++)
        {
            await Task.Delay(100);
        }

        Assert.True(Holds(text), $"Nothing of {text} was sent; {_taken.Count} came, to {string.Join(", ", Paths)}. {string.Join('\n', _faults)}");
    }

    public void Dispose() => _http.Close();

    private async Task TakeAsync()
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
            _taken.Enqueue((request.Request.Url!.AbsolutePath, bytes.ToArray()));
            request.Response.ContentType = "application/x-protobuf";
            request.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // Whoever sent it did not wait, and sends it again.
            _faults.Enqueue(gone);
        }
    }
}
