using System.Net.Sockets;
using System.Security.Authentication;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>Opens the public address as a visitor does: is it this program, over HTTPS, and does the proxy tell it so?</summary>
public static class PublicAddressChecks
{
    private const string Reachable = "The public address leads to this program", Encrypted = "Visitors use HTTPS",
        ProxyHeaders = "The proxy says that visitors use HTTPS";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <param name="address">The setting <c>Booking:PublicBaseUrl</c>; null in Development.</param>
    public static async Task<IReadOnlyList<Finding>> RunAsync(Uri? address, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return [Finding.Skipped(Reachable, "Booking:PublicBaseUrl is not set")];
        }

        var isHttps = address.Scheme == Uri.UriSchemeHttps;
        List<Finding> findings =
        [
            Finding.Of(Encrypted, isHttps, isHttps
                ? $"{address}"
                : $"{address} is not encrypted; get a certificate for the proxy, and change Booking:PublicBaseUrl. Phones give the camera to HTTPS only"),
        ];
        using var visitor = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address,
            Timeout = Timeout,
        };
        try
        {
            using var ready = await visitor.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            var answer = await ready.Content.ReadAsStringAsync(cancellationToken);
            findings.Insert(0, Identify(address, ready, answer));
            if (isHttps && findings[0].Outcome == FindingOutcome.Held)
            {
                findings.Add(await CheckProxyAsync(visitor, cancellationToken));
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            findings.Insert(0, Finding.Of(Reachable, held: false, Explain(fault, address)));
        }

        return findings;
    }

    private static Finding Identify(Uri address, HttpResponseMessage ready, string answer)
    {
        if (!answer.StartsWith("{\"version\":", StringComparison.Ordinal))
        {
            return Finding.Of(Reachable, held: false,
                $"{address} answers {(int)ready.StatusCode}, but not as BookingFlow does; correct Booking:PublicBaseUrl, or where the proxy leads to");
        }

        return !answer.Contains($"\"{ProgramVersion.Text}\"", StringComparison.Ordinal)
            ? Finding.Of(Reachable, held: false, $"another version answers at {address}; this one is {ProgramVersion.Text}. Restart the program")
            : Finding.Of(Reachable, ready.IsSuccessStatusCode, ready.IsSuccessStatusCode
                ? $"{address} is version {ProgramVersion.Text}"
                : $"{address} answers, but cannot reserve seats: {answer}. docs/operating/watch.md explains the checks");
    }

    // Cookies are marked as secure only if the program knows that the visitor uses HTTPS.
    private static async Task<Finding> CheckProxyAsync(HttpClient visitor, CancellationToken cancellationToken)
    {
        using var signIn = await visitor.GetAsync(new Uri("/staff/login", UriKind.Relative), cancellationToken);
        var cookies = signIn.Headers.TryGetValues("Set-Cookie", out var set) ? set.ToList() : [];
        return cookies.Count == 0
            ? Finding.Skipped(ProxyHeaders, "the sign-in page set no cookie")
            : Finding.Of(ProxyHeaders, cookies.All(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)),
                cookies.All(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase))
                    ? "X-Forwarded-Proto arrives"
                    : "the program does not know it; let the proxy set X-Forwarded-For and X-Forwarded-Proto, and name the proxy's address in Proxies:Known");
    }

    private static string Explain(Exception fault, Uri address) => fault.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            $"the name {address.Host} is not known; add it to the DNS of the domain, or correct Booking:PublicBaseUrl",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"nothing answers at {address}; start the proxy and the program, and let port {address.Port} through the firewall",
        AuthenticationException certificate => $"the certificate of {address.Host} is not accepted ({certificate.Message.TrimEnd('.')}); renew or correct it",
        OperationCanceledException or TimeoutException =>
            $"{address} does not answer within {Timeout.TotalSeconds:0} seconds; a firewall may drop the connection, here or at port {address.Port}",
        var other => $"{address} cannot be opened ({other.Message.TrimEnd('.')})",
    };
}
