using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BookingFlow.Web.Data.Providers;

/// <summary>
/// EF's retrying strategy for SQL Server, less the two errors that mean "somebody holds the lock": a person waits
/// for those once, bounded by the session's lock timeout, and is then told that the house is busy. EF alone would
/// try a lock timeout (1222) six times over and a command timeout (−2) never.
/// </summary>
public sealed class BookingExecutionStrategy(ExecutionStrategyDependencies dependencies)
    : SqlServerRetryingExecutionStrategy(dependencies, maxRetryCount: 4, maxRetryDelay: TimeSpan.FromSeconds(3), errorNumbersToAdd: null)
{
    protected override bool ShouldRetryOn(Exception exception) =>
        !DatabaseFaults.IsOurOwnTimeout(exception) && base.ShouldRetryOn(exception);
}
