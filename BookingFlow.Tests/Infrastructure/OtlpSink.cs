using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace BookingFlow.Tests.Infrastructure;

/// <summary>A collector: takes whatever is sent to it as OTLP over HTTP, and keeps the bytes. It leaves no traces of its own.</summary>
public sealed class OtlpSink : IDisposable
{
    private readonly HttpListener _http = new();
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

    public void Dispose() => _http.Close();

    private async Task TakeAsync()
    {
        while (_http.IsListening)
        {
            try
            {
                var request = await _http.GetContextAsync();
                using var bytes = new MemoryStream();
                await request.Request.InputStream.CopyToAsync(bytes);
                _taken.Enqueue((request.Request.Url!.AbsolutePath, bytes.ToArray()));
                request.Response.ContentType = "application/x-protobuf";
                request.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The test is over, or the sender went away.
            }
        }
    }
}
