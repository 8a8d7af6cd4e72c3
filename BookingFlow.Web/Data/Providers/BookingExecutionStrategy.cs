using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BookingFlow.Web.Data.Providers;

/// <summary>EF's retrying execution strategy for SQL Server, except that lock and command timeouts are not retried.</summary>
/// <remarks>
/// A request waits for a lock once, bounded by the session's lock timeout (<see cref="SqlServerSession"/>), and is then answered with Busy. EF's
/// default would retry a lock timeout (1222) six times, and never a command timeout (−2).
/// </remarks>
public sealed class BookingExecutionStrategy(ExecutionStrategyDependencies dependencies)
    : SqlServerRetryingExecutionStrategy(dependencies, maxRetryCount: 4, maxRetryDelay: TimeSpan.FromSeconds(3), errorNumbersToAdd: null)
{
    protected override bool ShouldRetryOn(Exception exception) =>
        !DatabaseFaults.IsLockOrCommandTimeout(exception) && base.ShouldRetryOn(exception);
}
