using System.Net;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.Webhooks;

/// <summary>Posts messages to webhooks, and connects only to addresses that <see cref="WebhookNetworks"/> allows.</summary>
/// <remarks>
/// The addresses of a name are checked where the connection is made, and it is made to the checked address: a name that has another address a
/// moment later (DNS rebinding) does not get around it. Redirects are not followed and no proxy is used, because both would connect elsewhere.
/// </remarks>
public sealed class WebhookClient : IDisposable
{
    /// <summary>How long a receiver may take, from the name to the status of the answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private const int MaxHeaderKilobytes = 16;

    private readonly WebhookNetworks _networks;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    /// <param name="resolve">Finds the addresses of a host's name.</param>
    /// <param name="clock">Measures <see cref="Timeout"/>. The program passes the system clock, so that tests can stop its own.</param>
    public WebhookClient(WebhookNetworks networks, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider clock)
    {
        (_networks, _resolve, _clock) = (networks, resolve, clock);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // A message has no trace of the request that caused it.
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            // The answer's body is not read, so that its connection is closed instead of used again.
            MaxResponseDrainSize = 0,
            // Names are resolved, and addresses checked, at least this often.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd($"{BookingMetrics.Name}-Webhooks");
    }

    public async Task<WebhookAnswer> SendAsync(Uri address, SignedMessage message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(message.Body, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", message.Timestamp);
        request.Headers.Add("webhook-signature", message.Signature);
        using var timeout = new CancellationTokenSource(Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)answer.StatusCode;
            return new WebhookAnswer(status, $"{status}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(Status: null, WebhookDelivery.TimedOut);
        }
        catch (HttpRequestException failed)
        {
            return new WebhookAnswer(Status: null, ErrorOf(failed));
        }
    }

    public void Dispose() => _http.Dispose();

    // No texts of exceptions, because they may name the address, whose path may be a secret of the receiver.
    private static string ErrorOf(HttpRequestException failed) => failed switch
    {
        { InnerException: AddressRefusedException } => WebhookDelivery.AddressRefused,
        { InnerException: SocketException } => WebhookDelivery.Unreachable,
        { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } => WebhookDelivery.Unreachable,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => WebhookDelivery.NoSecureConnection,
        _ => $"{failed.HttpRequestError}",
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var isSecure = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellationToken);
        IPAddress[] allowed = [.. addresses.Where(address => _networks.Allow(address, isSecure))];
        if (allowed.Length == 0)
        {
            throw addresses.Length > 0 ? new AddressRefusedException() : new SocketException((int)SocketError.HostNotFound);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException() : IOException("The address is of a network that is not allowed.");
}
