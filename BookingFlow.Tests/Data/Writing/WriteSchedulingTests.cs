using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Tests.Data.Writing;

/// <summary>
/// Asserts that a write that started on the visitors' scheduler leaves it: the holder of the write lock must not wait for a visitor
/// thread. Visitors have a single thread in these tests.
/// </summary>
public sealed class WriteSchedulingTests : IAsyncLifetime
{
    private readonly TaskScheduler _visitors = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ConcurrentScheduler;
    private TemporaryDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TemporaryDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_runs_on_the_default_scheduler(bool isQueueHeld)
    {
        TaskScheduler? scheduler = null;
        Task<Result<string>> Write() => VisitorAsync(() => _database.Write.RunAsync<string>(
            actor: null,
            _ =>
            {
                scheduler = TaskScheduler.Current;
                return Task.FromResult<Result<string>>("done");
            },
            CancellationToken.None));

        if (isQueueHeld)
        {
            Task<Result<string>>? waiting = null;
            await _database.HoldWriteQueueAsync(async () =>
            {
                waiting = Write();
                await VisitorAsync(() => Task.FromResult<Result<string>>("queued"));
            });
            await waiting!;
        }
        else
        {
            await Write();
        }

        Assert.Same(TaskScheduler.Default, scheduler);
    }

    [Fact]
    public async Task Groups_are_committed_while_the_visitor_thread_is_blocked()
    {
        using var unblock = new ManualResetEventSlim();
        var group = new GroupCommit<string, int, string>(
            maxBatchSize: 1, _database.Write, _database.Metrics.Booking, (_, performanceId, _) => Task.FromResult(performanceId));
        Task<IReadOnlyList<Result<string>>> StoreAsync(UseCaseContext context, int performanceId, IReadOnlyList<string> names) =>
            Task.FromResult<IReadOnlyList<Result<string>>>([.. names.Select(name => (Result<string>)name)]);

        Task<Result<string>>[] requests = [];
        await _database.HoldWriteQueueAsync(async () =>
        {
            requests = [.. new[] { "Ada", "Bob" }.Select(name => VisitorAsync(() => group.RunAsync(1, name, StoreAsync, CancellationToken.None)))];
            // Queued behind the two requests, which are already waiting for the write lock when this one blocks the thread.
            var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = VisitorAsync(() =>
            {
                blocked.SetResult();
                unblock.Wait();
                return Task.FromResult<Result<string>>("unblocked");
            });
            await blocked.Task;
        });

        var answers = await Task.WhenAll(requests).WaitAsync(TimeSpan.FromMinutes(1));
        unblock.Set();
        Assert.Equal(["Ada", "Bob"], answers.Select(result => result.Value));
    }

    private Task<Result<string>> VisitorAsync(Func<Task<Result<string>>> send) =>
        Task.Factory.StartNew(send, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _visitors).Unwrap();
}
