using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BookingFlow.Web.Hosting;

/// <summary>Registers the export of traces and metrics to an OpenTelemetry collector. Registers nothing if telemetry is disabled.</summary>
public static class TelemetryHosting
{
    /// <summary>The paths of OTLP over HTTP; also the names of the two exporters.</summary>
    private const string TracesPath = "v1/traces", MetricsPath = "v1/metrics";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        // Read directly, because options are not available yet. An invalid value counts as disabled here and is refused by the validation later.
        if (!bool.TryParse(configuration["Telemetry:Enabled"], out var isEnabled) || !isEnabled)
        {
            return services;
        }

        services.AddHostedService<MailBacklogWatch>();
        services.AddOpenTelemetry()
            .ConfigureResource(
                resource => resource.AddService(BookingMetrics.Name, serviceVersion: typeof(TelemetryHosting).Assembly.GetName().Version?.ToString()))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = http => !http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
                    // Filtered here too, so that other listeners in the process do not see the removed tags either.
                    requests.EnrichWithHttpRequest = (activity, _) => RequestActivityFilter.KeepAllowedTags(activity);
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
        // The exporter appends the path only to an endpoint from the environment, not to one that is set here.
        var collector = settings.Endpoint!;
        exporter.Endpoint = settings.Protocol == OtlpExportProtocol.Grpc ? collector : new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
