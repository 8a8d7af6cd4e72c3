using System.Diagnostics;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.Data.Writing;

/// <summary>Measures how long one attempt of a write waits for its locks, and records it as metric and activity tag when disposed.</summary>
/// <remarks>
/// The wait includes the write queue, the start of the transaction and, on SQL Server, the row locks. An attempt that times out is recorded too.
/// </remarks>
/// <param name="activity">The activity of the write; null if nothing listens.</param>
/// <param name="since">Start of the wait: a timestamp of <see cref="BookingMetrics.Clock"/>.</param>
public sealed class LockWait(BookingMetrics metrics, Activity? activity, long since) : IDisposable
{
    private TimeSpan? _untilAcquired;

    /// <summary>From the start until the latest lock was acquired; until now if none was.</summary>
    public TimeSpan Elapsed => _untilAcquired ?? metrics.Clock.GetElapsedTime(since);

    /// <summary>Ends the wait. Called again after each further lock, which extends it.</summary>
    public void MarkAcquired() => _untilAcquired = metrics.Clock.GetElapsedTime(since);

    public void Dispose()
    {
        metrics.Waited(Elapsed);
        activity?.SetTag("bookingflow.lock.wait", Elapsed.TotalSeconds);
    }
}
