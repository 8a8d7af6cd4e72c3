using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Hosting;

/// <summary>Background service that notices when another node has changed the venue's profile, or the webhooks.</summary>
/// <remarks>
/// It reads two numbers, so that no request has to (docs/decisions/0044, 0065). Without it, a node would show the name, the time zone and the limits
/// of its start until it is restarted, and tell those webhooks that it had then.
/// </remarks>
public sealed partial class VenueProfileWatch(
    LoadVenueProfile load, CurrentWebhooks webhooks, IDbContextFactory<BookingDbContext> contexts, DatabaseFaultLog faults, TimeProvider clock,
    ILogger<VenueProfileWatch> log) : BackgroundService
{
    /// <summary>How long a change on another node may go unnoticed: as long as public pages may be cached.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await load.RefreshAsync(stoppingToken);
                await using var db = await contexts.CreateDbContextAsync(stoppingToken);
                await webhooks.RefreshAsync(db, stoppingToken);
            }
#pragma warning disable CA1031 // The node keeps the profile that it has. Database faults are reported by the database's health check.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                if (faults.Report(fault) is null)
                {
                    LogReadFailed(fault);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The venue's profile and the webhooks could not be read again; this node keeps those that it has")]
    private partial void LogReadFailed(Exception fault);
}
