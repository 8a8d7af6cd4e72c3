using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Gives check-in requests priority: all others run in the order of arrival on no more threads than there are processors.</summary>
/// <remarks>
/// The slowest scans (p99) during an on-sale took 33 to 40 ms instead of 48 to 57, with as many confirmations meanwhile. Without it, a scan
/// waits up to 20 to 40 ms in the thread pool's queue, behind the requests of visitors, before any code has seen its path (docs/decisions/0035).
/// </remarks>
public static class RequestPriority
{
    /// <summary>To be used after routing and the middleware that answers from the cache or from files.</summary>
    /// <param name="processors">
    /// How many visitors' requests run at the same time, 1 or more; one that waits, for the database or for others, is not counted.
    /// </param>
    public static IApplicationBuilder UseRequestPriority(this IApplicationBuilder app, int processors)
    {
        // The pool starts with one thread for each processor and adds others slowly; visitors can hold all of these. As many again for
        // writes, and for check-in requests.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, 3 * processors), completions);
        var visitors = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, processors).ConcurrentScheduler;
        return app.Use((context, next) => PageDeclaration.Of(context) is { HasCheckInPriority: true }
            ? next(context)
            : Task.Factory.StartNew(() => next(context), CancellationToken.None, TaskCreationOptions.DenyChildAttach, visitors).Unwrap());
    }
}
