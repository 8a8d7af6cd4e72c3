using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.Data.Writing;

/// <summary>Group commit: executes the requests that wait for one performance in one transaction and answers each after the commit.</summary>
/// <remarks>
/// <para>
/// One lock, one recount and one flush to disk for a group instead of for each: confirmations from 0.17–0.37 of the bare loop to 0.64,
/// reservations from 870 a second to 1,600 (docs/decisions/0031, 0033). Without it, an on-sale is as fast as the disk flushes.
/// </para>
/// <para>
/// The first request that waits leads. Its group is what has arrived by the time the lock is held, in the order of arrival; none waits for a
/// group to grow, so a single request is a group of one. A refusal is an answer and changes nothing for the others. If the transaction
/// fails as a whole, each request is executed alone, so that only the one at fault fails. A request that is aborted while it waits is left
/// out; one that is aborted later is completed, as an aborted request does not undo a commit.
/// </para>
/// </remarks>
/// <typeparam name="TRequest">One request.</typeparam>
/// <typeparam name="TLocked">What taking the lock returns.</typeparam>
/// <typeparam name="TAnswer">The answer to one request.</typeparam>
/// <param name="most">The most requests in one transaction, 1 or more. A check-in waits for the whole of it.</param>
/// <param name="takeLockAsync">Takes the lock of this performance, as the first thing in the transaction.</param>
/// <param name="sourceFile">Filled in by the compiler: names the activity after the use case.</param>
public sealed class GroupCommit<TRequest, TLocked, TAnswer>(
    int most,
    WriteTransaction write,
    BookingMetrics metrics,
    Func<BookingDbContext, int, CancellationToken, Task<TLocked>> takeLockAsync,
    [CallerFilePath] string sourceFile = "")
    where TAnswer : notnull
{
    private readonly ConcurrentDictionary<int, Line> _lines = [];

    /// <summary>Decides the requests of one batch in their order, under the lock.</summary>
    /// <remarks>For a request that it refuses it changes nothing and registers nothing with the context.</remarks>
    /// <returns>An answer for each request, in the same order.</returns>
    public delegate Task<IReadOnlyList<Result<TAnswer>>> BatchHandler(UseCaseContext context, TLocked locked, IReadOnlyList<TRequest> batch);

    /// <param name="handleAsync">The same for all requests.</param>
    /// <returns>Its answer, after the commit; or <see cref="FailureKind.Busy"/>, after twice <see cref="WriteTimeout.Request"/> at most.</returns>
    /// <exception cref="OperationCanceledException">The request was aborted before its group was taken; nothing was changed.</exception>
    public async Task<Result<TAnswer>> RunAsync(int performanceId, TRequest request, BatchHandler handleAsync, CancellationToken cancellationToken)
    {
        var line = _lines.GetOrAdd(performanceId, _ => new Line(metrics.Clock));
        var mine = new Waiting(request, metrics.Clock.GetTimestamp());
        line.Join(mine);
        await using var leaving = cancellationToken.Register(() => line.Leave(mine, cancellationToken));
        // Leave the visitors' scheduler: others wait for the leader, so it must not wait for a free visitor thread (decision 0035).
        await Task.WhenAny(mine.Lead.Task, mine.Answer.Task).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (mine.Lead.Task.IsCompleted)
        {
            await LeadAsync(performanceId, line, handleAsync, mine.Since);
        }
        else if (mine.TakenAt is { } taken)
        {
            metrics.Waited(metrics.Clock.GetElapsedTime(mine.Since, taken));
        }

        return await mine.Answer.Task;
    }

    private async Task LeadAsync(int performanceId, Line line, BatchHandler handleAsync, long since)
    {
        List<Waiting>? group = null;
        var began = metrics.Clock.GetTimestamp();
        try
        {
            var answers = await AllAsync(performanceId, () => group ??= line.Take(most), () => group ??= line.TakeUntil(began), handleAsync, since);
            foreach (var (waiting, answer) in group!.Zip(answers))
            {
                waiting.Answer.SetResult(answer);
            }
        }
        catch (Exception)
        {
            foreach (var waiting in group ?? line.Take(most))
            {
                await AloneAsync(performanceId, waiting, handleAsync);
            }
        }
        finally
        {
            line.HandOver();
        }
    }

    private async Task<IReadOnlyList<Result<TAnswer>>> AllAsync(
        int performanceId, Func<List<Waiting>> takeGroup, Func<List<Waiting>> takeWhoWaitedAsLong, BatchHandler handleAsync, long since)
    {
        IReadOnlyList<Result<TAnswer>> answers = [];
        Result<TAnswer>? decisive = null;
        var outcome = await write.TryAsync(
            async context =>
            {
                var locked = await takeLockAsync(context.Db, performanceId, context.Cancellation);
                // Only now: whatever arrived while the lock was waited for is in it (decision 0031).
                answers = await handleAsync(context, locked, [.. takeGroup().Select(waiting => waiting.Request)]);
                // If all are refused there is nothing to commit.
                return decisive = answers.FirstOrDefault(a => a.Succeeded) ?? (answers is [var refused, ..] ? refused : Failure.Busy());
            },
            sourceFile,
            since);

        // Busy answers all that have waited as long as the leader: in groups they would wait for the same lock again, one timeout after the other.
        return ReferenceEquals(outcome, decisive) ? answers : [.. takeWhoWaitedAsLong().Select(_ => outcome)];
    }

    private async Task AloneAsync(int performanceId, Waiting waiting, BatchHandler handleAsync)
    {
        try
        {
            waiting.Answer.SetResult(await write.RunAsync(
                actor: null,
                async context =>
                {
                    var locked = await takeLockAsync(context.Db, performanceId, context.Cancellation);
                    return (await handleAsync(context, locked, [waiting.Request]))[0];
                },
                CancellationToken.None,
                sourceFile: sourceFile));
        }
        catch (Exception fault)
        {
            waiting.Answer.SetException(fault);
        }
    }

    private sealed class Waiting(TRequest request, long since)
    {
        public TRequest Request => request;

        public long Since => since;

        /// <summary>When it was taken into a group, as a timestamp of the metrics' clock; null: not yet.</summary>
        public long? TakenAt { get; set; }

        /// <summary>Completed when this request is to lead the next group.</summary>
        public TaskCompletionSource Lead { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<Result<TAnswer>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The requests that wait for one performance. While there are any, one of them leads.</summary>
    private sealed class Line(TimeProvider clock)
    {
        private readonly Lock _lock = new();
        private readonly List<Waiting> _waiting = [];
        private bool _isLed;

        public void Join(Waiting newcomer)
        {
            lock (_lock)
            {
                _waiting.Add(newcomer);
                if (!_isLed)
                {
                    _isLed = true;
                    newcomer.Lead.SetResult();
                }
            }
        }

        public void Leave(Waiting waiting, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                if (_waiting.Remove(waiting))
                {
                    waiting.Answer.SetCanceled(cancellationToken);
                }
            }
        }

        public List<Waiting> Take(int most)
        {
            lock (_lock)
            {
                var group = _waiting.GetRange(0, Math.Min(most, _waiting.Count));
                _waiting.RemoveRange(0, group.Count);
                group.ForEach(waiting => waiting.TakenAt = clock.GetTimestamp());
                return group;
            }
        }

        /// <summary>Takes the requests that joined by this timestamp.</summary>
        public List<Waiting> TakeUntil(long timestamp)
        {
            lock (_lock)
            {
                return Take(_waiting.TakeWhile(waiting => waiting.Since <= timestamp).Count());
            }
        }

        public void HandOver()
        {
            lock (_lock)
            {
                _isLed = _waiting.Count > 0;
                if (_isLed)
                {
                    _waiting[0].Lead.SetResult();
                }
            }
        }
    }
}
