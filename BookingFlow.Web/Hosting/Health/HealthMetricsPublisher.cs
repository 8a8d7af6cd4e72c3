using BookingFlow.Web.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookingFlow.Web.Hosting.Health;

/// <summary>Sets the metric of the health checks each time they have run, which is every 30 seconds.</summary>
/// <remarks>Registered only if telemetry is enabled.</remarks>
public sealed class HealthMetricsPublisher(BookingMetrics metrics) : IHealthCheckPublisher
{
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        metrics.Health = report.Entries.ToDictionary(
            check => check.Key,
            check => check.Value.Status switch
            {
                HealthStatus.Healthy => 1,
                HealthStatus.Degraded => 0.5,
                HealthStatus.Unhealthy => 0.0,
            },
            StringComparer.Ordinal);
        return Task.CompletedTask;
    }
}
