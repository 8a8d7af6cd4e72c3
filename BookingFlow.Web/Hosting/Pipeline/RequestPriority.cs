namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// What visitors ask for is worked on in the order of arrival, on no more threads than there are processors; what is asked for at the
/// door finds a thread at once. Without it a scan during an on-sale stands in line with everybody before anything of ours
/// has seen whose it is (docs/decisions/0035).
/// </summary>
public static class RequestPriority
{
    private static readonly string[] Places = ["/staff/check-in", "/check-in"];

    /// <summary>Stands behind what is answered from memory or from a file.</summary>
    /// <param name="processors">How many visitors are worked for at the same time, 1 or more; whoever waits meanwhile, for the database or for others, is not counted.</param>
    public static IApplicationBuilder UseRequestPriority(this IApplicationBuilder app, int processors)
    {
        // The visitors' threads are held as long as there are visitors. The framework would begin with one for each processor and
        // hesitate before it makes more: as many again for who writes, and for the door.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, 3 * processors), completions);
        var visitors = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, processors).ConcurrentScheduler;
        return app.Use((context, next) => IsAtTheDoor(context.Request.Path)
            ? next(context)
            : Task.Factory.StartNew(() => next(context), CancellationToken.None, TaskCreationOptions.DenyChildAttach, visitors).Unwrap());
    }

    private static bool IsAtTheDoor(PathString path) => Array.Exists(Places, place => path.StartsWithSegments(place, StringComparison.OrdinalIgnoreCase));
}
