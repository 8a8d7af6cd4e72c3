using System.Diagnostics;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.Data.Writing;

/// <summary>
/// How long one try of an act waits until it may write: at the gate, for the transaction to begin, and on SQL Server
/// for the performance's lock. Whoever gives up has waited, too.
/// </summary>
/// <param name="since">When the waiting began: a timestamp of the meter's clock.</param>
public sealed class LockWait(BookingMetrics meter, Activity? span, long since) : IDisposable
{
    private TimeSpan? _waited;

    /// <summary>Until the latest thing that was waited for was had; until now while there was none.</summary>
    public TimeSpan Time => _waited ?? meter.Clock.GetElapsedTime(since);

    /// <summary>It was had. Said again where one more had to be waited for.</summary>
    public void IsOver() => _waited = meter.Clock.GetElapsedTime(since);

    public void Dispose()
    {
        meter.Waited(Time);
        span?.SetTag("bookingflow.lock.wait", Time.TotalSeconds);
    }
}
