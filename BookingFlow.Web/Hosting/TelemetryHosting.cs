using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BookingFlow.Web.Hosting;

/// <summary>RequestActivityFilter and metrics for a collector, when a house switches them on. Switched off, nothing of it is there.</summary>
public static class TelemetryHosting
{
    /// <summary>The paths of OTLP over HTTP. They name the two exporters, too.</summary>
    private const string TracesPath = "v1/traces", MetricsPath = "v1/metrics";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        // Needed before options can be read. Text that is no flag counts as off here; the validation of the settings then refuses it.
        if (!bool.TryParse(configuration["Telemetry:Enabled"], out var isEnabled) || !isEnabled)
        {
            return services;
        }

        services.AddHostedService<MailBacklogWatch>();
        services.AddOpenTelemetry()
            .ConfigureResource(
                house => house.AddService(BookingMetrics.Name, serviceVersion: typeof(TelemetryHosting).Assembly.GetName().Version?.ToString()))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = http => !http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
                    // At once, so that nobody else who listens in this process sees it either.
                    requests.EnrichWithHttpRequest = (span, _) => RequestActivityFilter.KeepAllowedTags(span);
                })
                .AddSource(BookingMetrics.Name)
                .AddProcessor<RequestActivityFilter.RequestActivityProcessor>()
                .AddOtlpExporter(TracesPath, configure: null))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddMeter(BookingMetrics.Name)
                .AddOtlpExporter(MetricsPath, configure: null));
        services.AddSingleton<RequestActivityFilter.RequestActivityProcessor>();
        foreach (var path in (string[])[TracesPath, MetricsPath])
        {
            services.AddOptions<OtlpExporterOptions>(path).Configure<TelemetrySettings>((exporter, settings) => SendTo(settings, path, exporter));
        }

        return services;
    }

    private static void SendTo(TelemetrySettings settings, string path, OtlpExporterOptions exporter)
    {
        exporter.Protocol = settings.Protocol;
        // An address that is set here is taken as it is; only one from the environment is completed.
        var collector = settings.Endpoint!;
        exporter.Endpoint = settings.Protocol == OtlpExportProtocol.Grpc ? collector : new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
