using System.ComponentModel.DataAnnotations;
using OpenTelemetry.Exporter;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Telemetry</c>: traces and metrics for a collector, metrics for Prometheus.</summary>
public sealed class TelemetrySettings
{
    public bool Enabled { get; set; }

    /// <summary>The address of the OpenTelemetry collector; null only if telemetry is disabled.</summary>
    [WebAddress("the web address of a collector, such as http://localhost:4317, without a name, a password or a query", AllowsPath = true)]
    public Uri? Endpoint { get; set; }

    public OtlpExportProtocol Protocol { get; set; }

    /// <summary>The bearer token that a Prometheus server sends to <c>/metrics</c>; empty if there is no such address.</summary>
    [MinLength(16)]
    public string PrometheusToken { get; set; } = "";
}
