using BookingFlow.Web.Emails;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.Hosting;

/// <summary>Looks now and then how much mail is owed, and tells the meter. Runs only where telemetry is switched on.</summary>
public sealed partial class MailBacklogWatch(
    MailBacklog backlog, BookingMetrics meter, TimeProvider clock, ILogger<MailBacklogWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                var mail = await backlog.ReadAsync(stoppingToken);
                meter.MailBacklog = (mail.Owed, mail.Late);
            }
#pragma warning disable CA1031 // Whatever is wrong with the database, its own check tells; here it only means: not known.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                meter.MailBacklog = null;
                LogUnknown(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Debug, "How much mail is owed could not be read")]
    private partial void LogUnknown(Exception fault);
}
