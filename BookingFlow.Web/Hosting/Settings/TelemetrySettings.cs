using OpenTelemetry.Exporter;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Telemetry</c>: the export of traces and metrics.</summary>
public sealed class TelemetrySettings
{
    public bool Enabled { get; set; }

    /// <summary>The address of the OpenTelemetry collector; null only if telemetry is disabled.</summary>
    [WebAddress("the web address of a collector, such as http://localhost:4317, without a name, a password or a query", AllowsPath = true)]
    public Uri? Endpoint { get; set; }

    public OtlpExportProtocol Protocol { get; set; }
}
