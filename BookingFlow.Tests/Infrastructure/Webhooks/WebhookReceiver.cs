using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BookingFlow.Tests.Infrastructure.Webhooks;

/// <summary>Another program that receives webhooks on a real socket, and answers as the test says.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<ReceivedMessage> _received = new();

    private WebhookReceiver(WebApplication server) => _server = server;

    public IReadOnlyList<ReceivedMessage> Received => [.. _received];

    /// <summary>The address of the webhook.</summary>
    public string Address => _server.Urls.Single() + "/hook?key=receivers-own";

    public int Port => new Uri(Address).Port;

    /// <summary>Answers a message that is recorded already; null: 204.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build());
        receiver._server.Run(receiver.ReceiveAsync);
        await receiver._server.StartAsync();
        return receiver;
    }

    /// <summary>Answers with these statuses, one after the other; the last one from then on.</summary>
    public void AnswerWith(params int[] statuses)
    {
        var next = 0;
        Answer = http =>
        {
            http.Response.StatusCode = statuses[Math.Min(next++, statuses.Length - 1)];
            return Task.CompletedTask;
        };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        _received.Enqueue(new ReceivedMessage(
            http.Request.Method, http.Request.Path + http.Request.QueryString, http.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        await (Answer?.Invoke(http) ?? Task.CompletedTask);
    }
}
