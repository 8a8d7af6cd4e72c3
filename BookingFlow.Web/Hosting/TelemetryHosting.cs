using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using BookingFlow.Web.Hosting.Health;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BookingFlow.Web.Hosting;

/// <summary>
/// Registers the export of traces and metrics to an OpenTelemetry collector, and <c>/metrics</c> for a Prometheus server. Registers nothing if both
/// are disabled.
/// </summary>
public static class TelemetryHosting
{
    /// <summary>The paths of OTLP over HTTP; also the names of the two exporters.</summary>
    private const string TracesPath = "v1/traces", MetricsPath = "v1/metrics";

    /// <summary>Where a Prometheus server reads the metrics.</summary>
    private const string ScrapingPath = "/metrics";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        // Read directly, because options are not available yet. An invalid value counts as disabled here and is refused by the validation later.
        var isExported = bool.TryParse(configuration["Telemetry:Enabled"], out var isEnabled) && isEnabled;
        var isScraped = !string.IsNullOrWhiteSpace(configuration["Telemetry:PrometheusToken"]);
        if (!isExported && !isScraped)
        {
            return services;
        }

        services.AddHostedService<MailBacklogWatch>();
        services.AddSingleton<IHealthCheckPublisher, HealthMetricsPublisher>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(
                resource => resource.AddService(BookingMetrics.Name, serviceVersion: typeof(TelemetryHosting).Assembly.GetName().Version?.ToString()))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(BookingMetrics.Name));
        if (isScraped)
        {
            telemetry.WithMetrics(metrics => metrics.AddPrometheusExporter());
        }

        return isExported ? services.AddCollector(telemetry) : services;
    }

    /// <summary>Maps <c>/metrics</c>, which answers 401 without the token of the settings. Maps nothing if there is none.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        if (app.Services.GetRequiredService<TelemetrySettings>().PrometheusToken is { Length: > 0 } token)
        {
            var expected = Encoding.UTF8.GetBytes(new AuthenticationHeaderValue("Bearer", token).ToString());
            app.MapPrometheusScrapingEndpoint(ScrapingPath)
                .Add(endpoint => endpoint.RequestDelegate = RequireToken(expected, endpoint.RequestDelegate!));
        }
    }

    private static RequestDelegate RequireToken(byte[] expected, RequestDelegate next) => http =>
    {
        var sent = Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString());
        if (CryptographicOperations.FixedTimeEquals(sent, expected))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = "Bearer";
        http.Response.ContentType = MediaTypeNames.Text.Plain;
        return http.Response.WriteAsync("The bearer token is missing or wrong.\n", http.RequestAborted);
    };

    private static IServiceCollection AddCollector(this IServiceCollection services, OpenTelemetryBuilder telemetry)
    {
        telemetry
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = http => !IsMonitoring(http.Request.Path);
                    // Filtered here too, so that other listeners in the process do not see the removed tags either.
                    requests.EnrichWithHttpRequest = (activity, _) => RequestActivityFilter.KeepAllowedTags(activity);
                })
                .AddSource(BookingMetrics.Name)
                .AddProcessor<RequestActivityFilter.RequestActivityProcessor>()
                .AddOtlpExporter(TracesPath, configure: null))
            .WithMetrics(metrics => metrics.AddOtlpExporter(MetricsPath, configure: null));
        services.AddSingleton<RequestActivityFilter.RequestActivityProcessor>();
        foreach (var path in (string[])[TracesPath, MetricsPath])
        {
            services.AddOptions<OtlpExporterOptions>(path).Configure<TelemetrySettings>((exporter, settings) => SendTo(settings, path, exporter));
        }

        return services;
    }

    private static bool IsMonitoring(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) || path.Equals(ScrapingPath, StringComparison.OrdinalIgnoreCase);

    private static void SendTo(TelemetrySettings settings, string path, OtlpExporterOptions exporter)
    {
        exporter.Protocol = settings.Protocol;
        // The exporter appends the path only to an endpoint from the environment, not to one that is set here.
        var collector = settings.Endpoint!;
        exporter.Endpoint = settings.Protocol == OtlpExportProtocol.Grpc ? collector : new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
