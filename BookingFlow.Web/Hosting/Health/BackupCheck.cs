using BookingFlow.Web.Data.Backups;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookingFlow.Web.Hosting.Health;

/// <summary>Checks that the nightly backups are made. Degraded at worst: taking the node out would not make one.</summary>
internal sealed class BackupCheck(BackupMonitor monitor) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult(monitor.FindProblem() is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded());
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(HealthCheckResult.Degraded("The folder of the backups cannot be read.", unreadable));
        }
    }
}
