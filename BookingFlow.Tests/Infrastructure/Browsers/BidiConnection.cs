using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>Orders to a browser by the W3C's WebDriver BiDi, and its answers; what happens by itself is counted by its name.</summary>
public sealed class BidiConnection : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _asked = new();
    private readonly ConcurrentDictionary<string, int> _happened = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private Task _reading = Task.CompletedTask;
    private int _last;

    private BidiConnection()
    {
    }

    public static async Task<BidiConnection> OpenAsync(Uri session)
    {
        var connection = new BidiConnection();
        await connection._socket.ConnectAsync(session, CancellationToken.None);
        connection._reading = connection.ReadAsync();
        return connection;
    }

    /// <summary>How often something of that name has happened until now.</summary>
    public int Happened(string name) => _happened.GetValueOrDefault(name);

    /// <returns>The result of the order.</returns>
    /// <exception cref="InvalidOperationException">The browser refused it; its own words are told.</exception>
    public async Task<JsonNode> AskAsync(string method, object parameters)
    {
        var id = ++_last;
        var answer = _asked[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = id, ["method"] = method, ["params"] = parameters }),
            WebSocketMessageType.Text, endOfMessage: true, _end.Token);
        var told = await answer.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return told["result"] ?? throw new InvalidOperationException($"The browser refused {method}: {told["message"]}");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        var part = new byte[65536];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(part, _end.Token);
                message.Write(part, 0, read.Count);
                if (!read.EndOfMessage)
                {
                    continue;
                }

                Take(JsonNode.Parse(message.ToArray())!);
                message.SetLength(0);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException or JsonException)
        {
            foreach (var waiting in _asked.Values)
            {
                waiting.TrySetException(end);
            }
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id && _asked.TryRemove(id.GetValue<int>(), out var asked))
        {
            asked.SetResult(message);
        }
        else if (message["method"] is { } happened)
        {
            _happened.AddOrUpdate(happened.GetValue<string>(), 1, (_, before) => before + 1);
        }
    }
}
