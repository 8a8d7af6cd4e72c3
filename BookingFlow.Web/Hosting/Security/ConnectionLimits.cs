using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>What a connection may cost that sends nothing, or almost nothing.</summary>
/// <remarks>
/// Such connections hold no thread, so a thousand of them do not slow down check-ins (docs/performance.md, row 12). These limits end them, and bound
/// the memory of those that are open. They are written here also where they are the framework's, so that an upgrade does not change them.
/// </remarks>
public static class ConnectionLimits
{
    /// <summary>
    /// More connections are closed at once. High, because an attacker who reaches it locks out everyone; only memory needs a bound.
    /// </summary>
    public const int MaxConnections = 10_000;

    /// <summary>How long a client may take for the line and the headers of a request.</summary>
    public static readonly TimeSpan RequestHeadersTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may be idle between two requests, or before the first.</summary>
    public static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(130);

    /// <summary>How slowly a form may arrive and an answer be read: bytes a second, after a grace period.</summary>
    private static readonly MinDataRate SlowestData = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = MaxConnections;
        limits.RequestHeadersTimeout = RequestHeadersTimeout;
        limits.KeepAliveTimeout = KeepAliveTimeout;
        limits.MinRequestBodyDataRate = SlowestData;
        limits.MinResponseDataRate = SlowestData;
    }
}
