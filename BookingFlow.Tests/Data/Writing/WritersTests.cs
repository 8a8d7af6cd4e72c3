using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Tests.Data.Writing;

/// <summary>
/// Visitors have one thread here. Whoever writes holds what others wait for, and so never waits for that thread, although it was a
/// visitor who asked for it.
/// </summary>
public sealed class WritersTests : IAsyncLifetime
{
    private readonly TaskScheduler _visitors = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ConcurrentScheduler;
    private TemporaryDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TemporaryDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_has_the_gate_is_on_nobodys_thread(bool othersAreWriting)
    {
        TaskScheduler? seen = null;
        Task<Result<string>> Write() => VisitorAsync(() => _database.Write.RunAsync<string>(
            actor: null,
            _ =>
            {
                seen = TaskScheduler.Current;
                return Task.FromResult<Result<string>>("done");
            },
            CancellationToken.None));

        if (othersAreWriting)
        {
            Task<Result<string>>? waiting = null;
            await _database.HeldAsync(async () =>
            {
                waiting = Write();
                await VisitorAsync(() => Task.FromResult<Result<string>>("came after it"));
            });
            await waiting!;
        }
        else
        {
            await Write();
        }

        Assert.Same(TaskScheduler.Default, seen);
    }

    [Fact]
    public async Task A_group_is_stored_and_the_next_one_led_while_visitors_keep_their_thread_busy()
    {
        using var worked = new ManualResetEventSlim();
        var together = new GroupCommit<string, int, string>(
            most: 1, _database.Write, _database.Counted.House, (_, performanceId, _) => Task.FromResult(performanceId));
        Task<IReadOnlyList<Result<string>>> StoreAsync(UseCaseContext context, int performanceId, IReadOnlyList<string> names) =>
            Task.FromResult<IReadOnlyList<Result<string>>>([.. names.Select(name => (Result<string>)name)]);

        Task<Result<string>>[] asked = [];
        await _database.HeldAsync(async () =>
        {
            asked = [.. new[] { "Ada", "Bob" }.Select(name => VisitorAsync(() => together.RunAsync(1, name, StoreAsync, CancellationToken.None)))];
            // In line behind the two, who are waiting when it begins.
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = VisitorAsync(() =>
            {
                begun.SetResult();
                worked.Wait();
                return Task.FromResult<Result<string>>("worked");
            });
            await begun.Task;
        });

        var answers = await Task.WhenAll(asked).WaitAsync(TimeSpan.FromMinutes(1));
        worked.Set();
        Assert.Equal(["Ada", "Bob"], answers.Select(result => result.Value));
    }

    private Task<Result<string>> VisitorAsync(Func<Task<Result<string>>> asks) =>
        Task.Factory.StartNew(asks, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _visitors).Unwrap();
}
