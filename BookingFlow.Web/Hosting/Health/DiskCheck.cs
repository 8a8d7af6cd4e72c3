using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Hosting.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookingFlow.Web.Hosting.Health;

/// <summary>Checks that the disk of the SQLite file has more free space than <see cref="HealthSettings.MinimumFreeMegabytes"/>.</summary>
internal sealed class DiskCheck(IDbContextFactory<BookingDbContext> contexts, HealthSettings settings) : IHealthCheck
{
    private const long BytesPerMegabyte = 1_000_000;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            return SqliteFile.FreeBytes(db.QueuedFile!) >= settings.MinimumFreeMegabytes * BytesPerMegabyte
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The disk of the database has less than {settings.MinimumFreeMegabytes} MB of free space.");
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("The free space of the database's disk could not be read.", unknown);
        }
    }
}
