using Microsoft.Data.Sqlite;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Turns exceptions of the database into failures, and logs each fault when it begins and when it is over.</summary>
/// <remarks>
/// Every request meets a fault that lasts. Without this, a full disk during a rush would fill the log with one stack trace for each request, and
/// none of them would say what to do.
/// </remarks>
/// <param name="clock">Measures the duration of faults.</param>
public sealed partial class DatabaseFaultLog(TimeProvider clock, ILogger<DatabaseFaultLog> log)
{
    /// <summary>How long a fault must not have occurred before a successful write ends it, so that a rush of timeouts is one entry.</summary>
    public static readonly TimeSpan QuietPeriod = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<DatabaseFault, Episode> _episodes = [];
    private volatile bool _hasEpisodes;

    /// <summary>Classifies an exception, and logs the fault if it is the first since the last time that it was over.</summary>
    /// <returns>Busy or Unavailable; null if the exception is no fault of the database, which then is not logged.</returns>
    public Failure? Report(Exception? exception)
    {
        if (DatabaseFaults.Of(exception) is not { } fault)
        {
            return null;
        }

        if (DatabaseFaults.InvalidatesConnections(fault))
        {
            SqliteConnection.ClearAllPools();
        }

        var failure = DatabaseFaults.ToFailure(fault);
        if (Count(fault))
        {
            var advice = DatabaseFaults.Advice(fault);
            LogFault(failure.Kind == FailureKind.Busy ? LogLevel.Warning : LogLevel.Error, exception, fault, advice, failure.Kind);
        }

        return failure;
    }

    /// <summary>Notes that the database has been written: ends the faults that have not occurred for <see cref="QuietPeriod"/>.</summary>
    public void ReportWritten()
    {
        if (!_hasEpisodes)
        {
            return;
        }

        var now = clock.GetTimestamp();
        List<(DatabaseFault Fault, Episode Episode)> ended = [];
        lock (_lock)
        {
            ended.AddRange(_episodes.Where(e => clock.GetElapsedTime(e.Value.LastAt, now) >= QuietPeriod).Select(e => (e.Key, e.Value)));
            ended.ForEach(e => _episodes.Remove(e.Fault));
            _hasEpisodes = _episodes.Count > 0;
        }

        foreach (var (fault, episode) in ended)
        {
            LogOver(fault, episode.Count, (long)clock.GetElapsedTime(episode.StartedAt, episode.LastAt).TotalSeconds);
        }
    }

    /// <returns>Whether the fault has begun.</returns>
    private bool Count(DatabaseFault fault)
    {
        var now = clock.GetTimestamp();
        lock (_lock)
        {
            _hasEpisodes = true;
            var earlier = _episodes.GetValueOrDefault(fault);
            _episodes[fault] = earlier is null ? new Episode(now, now, 1) : earlier with { LastAt = now, Count = earlier.Count + 1 };
            return earlier is null;
        }
    }

    [LoggerMessage("Database fault {Fault}: {Advice} Until it is over, requests that need the database are answered with {Failure} (503)")]
    private partial void LogFault(LogLevel level, Exception? exception, DatabaseFault fault, string advice, FailureKind failure);

    [LoggerMessage(LogLevel.Information, "The database fault {Fault} is over: it occurred {Count} times within {Seconds} seconds")]
    private partial void LogOver(DatabaseFault fault, int count, long seconds);

    /// <summary>A fault from its first occurrence until it is over.</summary>
    /// <param name="StartedAt">A timestamp of the clock, as <paramref name="LastAt"/>.</param>
    private sealed record Episode(long StartedAt, long LastAt, int Count);
}
