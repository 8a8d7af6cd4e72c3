using System.Diagnostics;
using OpenTelemetry;

namespace BookingFlow.Web.Telemetry;

/// <summary>What a trace of a request may say.</summary>
public static class RequestActivityFilter
{
    private static readonly HashSet<string> AllowedTags = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "server.address", "server.port",
        "network.protocol.name", "network.protocol.version", "error.type",
    };

    /// <summary>
    /// The framework can write a request's address into its trace (<c>url.path</c>), and some addresses hold tokens.
    /// It is off by default in this version of .NET; said here, so that it stays off in the next one and whatever
    /// listens. A listener that reads the request itself must leave the path out: see docs/operating.md.
    /// </summary>
    public static void SuppressRequestPaths() =>
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", isEnabled: true);

    /// <summary>
    /// Of what others write about a request only this list stays: a path may hold a token, a query a name that was
    /// searched for, and an address or a browser's signature is somebody's. The route tells the page. A list of what
    /// may, because the next version of a library writes what nobody here has heard of.
    /// </summary>
    public static void KeepAllowedTags(Activity request)
    {
        foreach (var (tag, _) in request.TagObjects.Where(t => !AllowedTags.Contains(t.Key)).ToList())
        {
            request.SetTag(tag, null);
        }
    }

    /// <summary>Stands before the exporter.</summary>
    public sealed class RequestActivityProcessor : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (data.Source.Name == BookingMetrics.Name)
            {
                return;
            }

            KeepAllowedTags(data);
            // A fault's text.
            data.SetStatus(data.Status);
            // From a stranger's header.
            data.TraceStateString = null;
        }
    }
}
