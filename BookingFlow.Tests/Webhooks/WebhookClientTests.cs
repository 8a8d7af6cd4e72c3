using System.Net;
using System.Net.Sockets;
using BookingFlow.Web.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Webhooks;

/// <summary>Requests to real receivers, and the addresses to which none is sent.</summary>
public sealed class WebhookClientTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _resolved = [];
    private IPAddress[] _addresses = [IPAddress.Loopback];
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    /// <summary>The example of the specification: the same id, time, body and secret give the same signature in every language.</summary>
    [Fact]
    public void The_signature_is_that_of_the_specification()
    {
        var signed = WebhookSignature.Sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}""", [Secret]);

        Assert.Equal(("1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="), (signed.Timestamp, signed.Signature));
    }

    [Fact]
    public async Task A_message_arrives_with_its_headers_and_a_signature_for_each_secret()
    {
        string[] secrets = [Secret, "whsec_" + Convert.ToBase64String(new byte[32])];
        var answer = await SendAsync(_receiver.Address, WebhookSignature.Sign("msg_1", _clock.GetUtcNow(), """{"type":"é"}""", secrets));

        Assert.True(answer.IsSuccess);
        var received = Assert.Single(_receiver.Received);
        Assert.Equal(
            ("POST", "/hook?key=receivers-own", "application/json; charset=utf-8", "msg_1", """{"type":"é"}"""),
            (received.Method, received.Path, received.Headers["content-type"], received.Id, received.Body));
        Assert.Equal(secrets.Select(received.SignatureWith), received.Signatures);
        Assert.DoesNotContain("traceparent", received.Headers.Keys);
        Assert.StartsWith("BookingFlow", received.Headers["user-agent"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, true, false)]
    [InlineData(204, true, false)]
    [InlineData(410, false, true)]
    [InlineData(404, false, false)]
    [InlineData(500, false, false)]
    public async Task Success_is_any_2xx_and_410_is_gone(int status, bool isSuccess, bool isGone)
    {
        _receiver.AnswerWith(status);
        var answer = await SendAsync(_receiver.Address);
        Assert.Equal((status, isSuccess, isGone, $"{status}"), (answer.Status!.Value, answer.IsSuccess, answer.IsGone, answer.Error));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_a_failure_and_not_followed(int status)
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        _receiver.Answer = http =>
        {
            (http.Response.StatusCode, http.Response.Headers.Location) = (status, elsewhere.Address);
            return Task.CompletedTask;
        };
        Assert.Equal((status, false), ((await SendAsync(_receiver.Address)).Status!.Value, (await SendAsync(_receiver.Address)).IsSuccess));
        Assert.Empty(elsewhere.Received);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    public async Task An_address_of_this_machine_is_not_connected_to(string host)
    {
        foreach (var scheme in new[] { "https", "http" })
        {
            var answer = await SendAsync($"{scheme}://{host}:{_receiver.Port}/", networks: new WebhookNetworks([]));
            Assert.Equal((scheme, WebhookDelivery.AddressRefused), (scheme, answer.Error));
        }

        Assert.Empty(_receiver.Received);
    }

    [Theory]
    [InlineData("10.0.0.1", WebhookDelivery.AddressRefused)]
    [InlineData("169.254.169.254", WebhookDelivery.AddressRefused)]
    [InlineData("127.0.0.1", null)]
    public async Task A_name_is_judged_by_its_addresses(string address, string? error)
    {
        _addresses = [IPAddress.Parse(address)];
        var answer = await SendAsync($"http://receiver.example:{_receiver.Port}/");
        Assert.Equal(error ?? "204", answer.Error);
        Assert.Equal(["receiver.example"], _resolved);
    }

    /// <summary>Of several addresses only the allowed ones are tried, so that none is reached by way of the others.</summary>
    [Fact]
    public async Task A_name_with_a_private_and_an_allowed_address_is_connected_at_the_allowed_one()
    {
        using var refused = new TcpListener(IPAddress.Parse("127.0.0.2"), _receiver.Port);
        refused.Start();
        _addresses = [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback];
        var answer = await SendAsync($"http://receiver.example:{_receiver.Port}/", networks: new WebhookNetworks([IPNetwork.Parse("127.0.0.1/32")]));

        Assert.True(answer.IsSuccess);
        Assert.False(refused.Pending());
    }

    /// <summary>DNS rebinding: the name has an allowed address first and a private one for the next connection.</summary>
    [Fact]
    public async Task A_name_that_changes_to_a_private_address_is_refused_at_the_next_connection()
    {
        _receiver.Answer = http =>
        {
            http.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        };
        using var client = Client(AWebhook.Loopback);
        Assert.True((await client.SendAsync(new Uri($"http://receiver.example:{_receiver.Port}/"), Message(), CancellationToken.None)).IsSuccess);
        _addresses = [IPAddress.Parse("192.168.1.1")];

        var second = await client.SendAsync(new Uri($"http://receiver.example:{_receiver.Port}/"), Message(), CancellationToken.None);
        Assert.Equal(WebhookDelivery.AddressRefused, second.Error);
        Assert.Single(_receiver.Received);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_given_up_after_the_timeout()
    {
        TaskCompletionSource asked = new(), released = new();
        _receiver.Answer = _ =>
        {
            asked.SetResult();
            return released.Task;
        };
        var sending = SendAsync(_receiver.Address);
        await asked.Task;
        Assert.False(sending.IsCompleted);
        _clock.Advance(WebhookClient.Timeout);

        Assert.Equal((null, WebhookDelivery.TimedOut), ((await sending).Status, (await sending).Error));
        released.SetResult();
    }

    [Fact]
    public async Task The_body_of_an_answer_is_not_waited_for()
    {
        TaskCompletionSource released = new();
        _receiver.Answer = async http =>
        {
            http.Response.StatusCode = StatusCodes.Status200OK;
            await http.Response.WriteAsync("a beginning");
            await http.Response.Body.FlushAsync();
            await released.Task;
        };
        Assert.True((await SendAsync(_receiver.Address)).IsSuccess);
        released.SetResult();
    }

    [Fact]
    public async Task Large_headers_of_an_answer_are_a_failure()
    {
        _receiver.Answer = http =>
        {
            http.Response.Headers["x-large"] = new string('x', 20 * 1024);
            return Task.CompletedTask;
        };
        Assert.False((await SendAsync(_receiver.Address)).IsSuccess);
    }

    [Fact]
    public async Task A_closed_port_an_unknown_name_and_a_receiver_without_TLS_have_their_reasons()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        Assert.Equal(WebhookDelivery.Unreachable, (await SendAsync($"http://127.0.0.1:{port}/")).Error);
        Assert.Equal(WebhookDelivery.NoSecureConnection, (await SendAsync($"https://127.0.0.1:{_receiver.Port}/")).Error);

        _addresses = [];
        Assert.Equal(WebhookDelivery.Unreachable, (await SendAsync("http://receiver.example/")).Error);
    }

    private async Task<WebhookAnswer> SendAsync(string address, SignedMessage? message = null, WebhookNetworks? networks = null)
    {
        using var client = Client(networks ?? AWebhook.Loopback);
        return await client.SendAsync(new Uri(address), message ?? Message(), CancellationToken.None);
    }

    private SignedMessage Message() => WebhookSignature.Sign("msg_1", _clock.GetUtcNow(), "{}", [Secret]);

    private WebhookClient Client(WebhookNetworks networks) => new(
        networks,
        (host, _) =>
        {
            _resolved.Add(host);
            return Task.FromResult(_addresses);
        },
        _clock);
}
