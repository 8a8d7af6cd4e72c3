using BookingFlow.Web.Telemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BookingFlow.Web.Hosting;

/// <summary>RequestActivityFilter and metrics for a collector, when a house switches them on. Switched off, nothing of it is there.</summary>
public static class TelemetryHosting
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetrySettings settings)
    {
        if (settings is not { Enabled: true, Endpoint: { } collector })
        {
            return services;
        }

        services.AddHostedService<MailBacklogWatch>();
        services.AddOpenTelemetry()
            .ConfigureResource(house => house.AddService(BookingMetrics.Name, serviceVersion: typeof(TelemetryHosting).Assembly.GetName().Version?.ToString()))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = http => !http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
                    // At once, so that nobody else who listens in this process sees it either.
                    requests.EnrichWithHttpRequest = (span, _) => RequestActivityFilter.KeepAllowedTags(span);
                })
                .AddSource(BookingMetrics.Name)
                .AddProcessor<RequestActivityFilter.RequestActivityProcessor>()
                .AddOtlpExporter(exporter => Send(exporter, "v1/traces")))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddMeter(BookingMetrics.Name)
                .AddOtlpExporter(exporter => Send(exporter, "v1/metrics")));
        services.AddSingleton<RequestActivityFilter.RequestActivityProcessor>();
        return services;

        void Send(OtlpExporterOptions exporter, string signal)
        {
            exporter.Protocol = settings.Protocol;
            // An address that is set here is taken as it is; only one from the environment is completed.
            exporter.Endpoint = settings.Protocol == OtlpExportProtocol.Grpc ? collector : new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{signal}");
        }
    }
}
