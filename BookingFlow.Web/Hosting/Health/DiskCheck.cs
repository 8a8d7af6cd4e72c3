using BookingFlow.Web.Data;
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
            return FreeBytes(db) >= settings.MinimumFreeMegabytes * BytesPerMegabyte
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The disk of the database has less than {settings.MinimumFreeMegabytes} MB of free space.");
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("The free space of the database's disk could not be read.", unknown);
        }
    }

    /// <summary>Returns the free space of the disk of a SQLite file, in bytes.</summary>
    public static long FreeBytes(BookingDbContext db)
    {
        var folder = Path.GetDirectoryName(db.QueuedFile!)!;
        // On Windows a drive has a letter; elsewhere any folder names the file system that it is on.
        return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
    }
}
