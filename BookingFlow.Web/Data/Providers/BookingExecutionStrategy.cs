using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BookingFlow.Web.Data.Providers;

/// <summary>EF's retrying execution strategy for SQL Server, except that it does not retry lock and command timeouts, and ends in time.</summary>
/// <remarks>
/// A request waits for a lock once, bounded by the session's lock timeout (<see cref="SqlServerSession"/>), and is then answered with Busy. EF's
/// default would retry a lock timeout (1222) six times, and never a command timeout (−2). It would also keep a request for more than a minute while
/// the server does not answer.
/// </remarks>
public sealed class BookingExecutionStrategy(ExecutionStrategyDependencies dependencies)
    : SqlServerRetryingExecutionStrategy(dependencies, maxRetryCount: 4, maxRetryDelay: TimeSpan.FromSeconds(3), errorNumbersToAdd: null)
{
    private DateTimeOffset _startedAt;

    protected override bool ShouldRetryOn(Exception exception) =>
        !SqlServerFaults.IsLockOrCommandTimeout(exception) && base.ShouldRetryOn(exception);

    protected override void OnFirstExecution()
    {
        base.OnFirstExecution();
        _startedAt = TimeProvider.System.GetUtcNow();
    }

    /// <returns>Null, which ends the retries, after <see cref="WriteTimeout.Request"/>.</returns>
    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        TimeProvider.System.GetUtcNow() - _startedAt < WriteTimeout.Request ? base.GetNextDelay(lastException) : null;
}
