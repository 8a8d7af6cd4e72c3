using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// Gives check-in requests priority: runs all other requests in the order of arrival on no more threads than there are processors.
/// </summary>
/// <remarks>
/// <para>
/// Why: without it, during an on-sale a scan waits up to 20 to 40 ms in the thread pool's queue, behind visitors' requests, before any code has
/// seen which page it is for.
/// </para>
/// <para>
/// Measured (docs/decisions/0035; docs/performance.md, row 7): the slowest scans (p99) during an on-sale took 33 to 40 ms instead of 48 to 57,
/// with as many confirmations in the same time.
/// </para>
/// <para>
/// A request that waits asynchronously occupies no thread. A request that blocks its thread occupies one of few, so the program does not block.
/// Code that holds a lock leaves the scheduler first (<c>WriteTransaction</c>, <c>GroupCommit</c>).
/// </para>
/// </remarks>
public static class RequestPriority
{
    /// <summary>To be used after routing, and after the middleware that answers from the cache or from files.</summary>
    /// <param name="processors">The most requests of visitors that run at the same time, 1 or more. Requests that wait are not counted.</param>
    public static IApplicationBuilder UseRequestPriority(this IApplicationBuilder app, int processors)
    {
        // By default the pool starts with one thread per processor and adds threads slowly, so visitors could occupy all of them. Reserve as
        // many again for writes, and as many for check-in requests.
        ThreadPool.GetMinThreads(out var workerThreads, out var completionPortThreads);
        ThreadPool.SetMinThreads(Math.Max(workerThreads, 3 * processors), completionPortThreads);
        var visitorScheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, processors).ConcurrentScheduler;
        return app.Use((context, next) => PageDeclaration.Of(context) is { HasCheckInPriority: true }
            ? next(context)
            : Task.Factory.StartNew(() => next(context), CancellationToken.None, TaskCreationOptions.DenyChildAttach, visitorScheduler).Unwrap());
    }
}
