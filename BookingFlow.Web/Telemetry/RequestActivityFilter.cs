using System.Diagnostics;
using OpenTelemetry;

namespace BookingFlow.Web.Telemetry;

/// <summary>Removes tokens and personal data from the activities of requests.</summary>
public static class RequestActivityFilter
{
    private static readonly HashSet<string> AllowedTags = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "server.address", "server.port",
        "network.protocol.name", "network.protocol.version", "error.type",
    };

    /// <summary>Prevents ASP.NET Core from adding the request path (<c>url.path</c>), which can contain tokens, to its activities.</summary>
    /// <remarks>
    /// This is the default in this version of .NET; setting it keeps it so in later versions. A listener that reads the request itself must
    /// leave out the path: see docs/operating/install.md.
    /// </remarks>
    public static void SuppressRequestPaths() =>
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", isEnabled: true);

    /// <summary>Removes all tags except the allowed ones from a request's activity.</summary>
    /// <remarks>
    /// A path can contain a token, a query string a name searched for; IP address and user agent are personal data. The route identifies the
    /// page. An allow list rather than a block list, because later versions of libraries may add tags.
    /// </remarks>
    public static void KeepAllowedTags(Activity request)
    {
        foreach (var (tag, _) in request.TagObjects.Where(t => !AllowedTags.Contains(t.Key)).ToList())
        {
            request.SetTag(tag, null);
        }
    }

    /// <summary>Filters activities before the exporter.</summary>
    public sealed class RequestActivityProcessor : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (data.Source.Name == BookingMetrics.Name)
            {
                return;
            }

            KeepAllowedTags(data);
            // Setting the status again without a description removes the exception's message.
            data.SetStatus(data.Status);
            // Comes from a request header.
            data.TraceStateString = null;
        }
    }
}
