namespace BookingFlow.Web.Pictures;

/// <summary>Runs work on pictures on threads of its own, two at a time.</summary>
/// <remarks>
/// A photograph takes about a second and up to 260 MB (docs/decisions/0043). Without a limit, ten uploads at once would take the memory of a small
/// server; on the threads of requests, they would keep visitors waiting.
/// </remarks>
public sealed class PictureWorkers : IDisposable
{
    private readonly SemaphoreSlim _free = new(2);

    /// <summary>Runs the work as soon as one of the two threads is free.</summary>
    /// <param name="cancellationToken">Ends the wait; work that has begun is finished.</param>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
