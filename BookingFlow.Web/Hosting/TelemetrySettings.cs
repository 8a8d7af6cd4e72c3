using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BookingFlow.Web.Hosting;

/// <summary>Where traces and metrics go.</summary>
/// <param name="Endpoint">The collector; null only when not enabled.</param>
public sealed record TelemetrySettings(bool Enabled, Uri? Endpoint, OtlpExportProtocol Protocol);
