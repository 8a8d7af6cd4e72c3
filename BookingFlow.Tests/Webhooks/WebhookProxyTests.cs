using System.Net;
using BookingFlow.Web.Webhooks;

namespace BookingFlow.Tests.Webhooks;

/// <summary>Changes the proxy of the whole process, so it runs alone.</summary>
[Collection(nameof(NonParallelTests))]
public sealed class WebhookProxyTests
{
    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var proxy = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient(AWebhook.Loopback, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), TimeProvider.System);
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy($"http://127.0.0.1:{proxy.Port}");
        try
        {
            var message = WebhookSignature.Sign("msg_1", DateTimeOffset.UnixEpoch, "{}", ["whsec_AAAA"]);
            Assert.True((await client.SendAsync(new Uri($"http://receiver.example:{receiver.Port}/"), message, CancellationToken.None)).IsSuccess);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Empty(proxy.Received);
    }
}
