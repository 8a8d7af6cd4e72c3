using BookingFlow.Web.Emails;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.Hosting;

/// <summary>Background service that reads the mail backlog periodically and sets its metric. Registered only if telemetry is enabled.</summary>
public sealed partial class MailBacklogWatch(
    MailBacklog backlog, BookingMetrics metrics, TimeProvider clock, ILogger<MailBacklogWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var counts = await backlog.ReadAsync(stoppingToken);
                metrics.MailBacklog = (counts.Unsent, counts.Late);
            }
#pragma warning disable CA1031 // Database faults are reported by the database's health check; for this metric they mean an unknown value.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                metrics.MailBacklog = null;
                LogReadFailed(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Debug, "The mail backlog could not be read")]
    private partial void LogReadFailed(Exception fault);
}
